import { useState } from "react";
import type { Locale } from "../../../domain/document.ts";
import { useLocale } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { createTexts, interpolate } from "../../../i18n/texts.ts";
import { objectives } from "../../../lib/regions/objectives.ts";
import { rankUnits } from "../../../lib/regions/rank.ts";
import { problemKinds } from "../../../lib/regions/results.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { Emphasised, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { analysisTexts } from "../../texts.ts";
import { editor, replacePlan } from "./editor.ts";
import { MiniMap } from "./mini-map.tsx";
import { writeObjective } from "./objective-words.ts";
import { PlanScatter } from "./plan-scatter.tsx";
import {
  openUnits,
  type Proposals,
  proposals,
  propose,
  proposeParams,
  proposeSettings,
  stopProposals,
} from "./propose.ts";
import { Standing } from "./standing.tsx";
import type { Shown } from "./use-plan.ts";
import "./propose.css";

const first = ["task", "units", "carveShare", "limitResidents"] as const;

/** Proposals by optimisation: what is asked, the plans that no other beats, and where the present one stands. */
export function ProposePage({ shown }: { readonly shown: Shown }) {
  const own = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const run = useLocal(proposals, (state) => state.run);
  const { t } = shown;
  const texts = analysisTexts.districting[locale];
  const locked = useLocal(editor, (state) => state.locked);
  const target = useLocal(editor, (state) => state.target);
  const settings = proposeSettings({ analyses: own }, openUnits(shown.plan, locked));
  const fields = formFields(proposeParams, settings, { locale, texts });
  const isFirst = ({ name }: (typeof fields)[number]) => (first as readonly string[]).includes(name);
  const set = (name: string, value: string | number | boolean) => setAnalysis("districting", { [name]: value });
  const result = shownResult(run);
  return (
    <div className="units-propose">
      <Suggestion shown={shown} />
      <ParameterForm fields={fields.filter(isFirst)} onChange={set} />
      <p className="view-note">
        {t(settings.task === "split" || settings.task === "carve" ? "proposeOne" : "proposeAll", {
          unit: shown.nameOf(target),
        })}
      </p>
      <Button kind="primary" onClick={propose} disabled={run.status === "running"}>
        {t("proposeRun")}
      </Button>
      {result && <Results shown={shown} result={result} />}
      <Section title={t("proposeHow")} folded>
        <ParameterForm fields={fields.filter((field) => !isFirst(field))} onChange={set} />
      </Section>
      <RunStatus doing={doingOf(run, locale)} onStop={stopProposals} onAgain={propose} />
    </div>
  );
}

/** Which unit should be split first, and why. */
function Suggestion({ shown: { judged, nameOf, t } }: { readonly shown: Shown }) {
  const target = useLocal(editor, (state) => state.target);
  const figures = judged.units.map((unit) => unit.figures);
  const column = (key: "residents" | "workHours" | "areaKm2") => figures.map((own) => own[key]);
  const [worst] = rankUnits({
    residents: column("residents"),
    workload: column("workHours"),
    areaM2: column("areaKm2"),
  });
  const own = worst && figures[worst.unit];
  if (!own || figures.length < 2) return null;
  return (
    <p className="units-suggestion">
      <Emphasised
        text={t("suggestion", {
          unit: nameOf(own.unit),
          residents: worst.residents.toFixed(1),
          hours: worst.workload.toFixed(1),
        })}
      />
      {own.unit !== target && (
        <Button kind="quiet" onClick={() => editor.setState({ target: own.unit })}>
          {t("choose")}
        </Button>
      )}
    </p>
  );
}

interface ResultsProps {
  readonly shown: Shown;
  readonly result: Proposals;
}

const axes = [0, 5] as const;
const mostMaps = 8;

function Results({ shown, result }: ResultsProps) {
  const { t, atoms, format } = shown;
  const chosen = useLocal(proposals, (state) => state.chosen);
  const [axis, setAxis] = useState<readonly [number, number]>(axes);
  const locale = useLocale();
  const own = createTexts(analysisTexts.districting, locale);
  const { plans, count } = result;
  const name = (objective: number) => own(`objective.${objectives[objective] ?? "residents"}`);
  const value = (plan: number, objective: number) =>
    plans.planValues[plan * objectives.length + objective] ?? Number.NaN;
  const write = (objective: number) => writeObjective(objective, format);
  const all = Array.from({ length: count }, (_, plan) => plan);
  const used = objectives
    .map((_, o) => o)
    .filter((o) => isKnown(result, o) && all.some((p) => Number.isFinite(value(p, o))));
  const options = used.map((o) => ({ value: String(o), label: name(o) }));
  const comparable = axis.every((o) => Number.isFinite(plans.today[o] ?? Number.NaN));
  const front = all.filter((plan) => plans.pareto[plan] === 1);
  const maps = [...new Set([chosen, ...front, ...all])].slice(0, mostMaps);
  const problems = problemsOf(result, { atoms, format, locale });
  if (count === 0) return <Warnings texts={problems} />;
  return (
    <>
      <p className="units-answer">
        <Emphasised text={t("proposed", { count, front: front.length, drawn: plans.distinct })} />
      </p>
      <Warnings texts={problems} />
      <Standing shown={shown} result={result} objective={axis[0]} name={name} write={write} />
      <div className="view-choices">
        <Select
          label={t("axisX")}
          options={options}
          value={String(axis[0])}
          onChange={(o) => setAxis([Number(o), axis[1]])}
        />
        <Select
          label={t("axisY")}
          options={options}
          value={String(axis[1])}
          onChange={(o) => setAxis([axis[0], Number(o)])}
        />
      </div>
      <PlanScatter
        label={t("scatter")}
        x={all.map((plan) => value(plan, axis[0]))}
        y={all.map((plan) => value(plan, axis[1]))}
        front={plans.pareto}
        chosen={chosen}
        today={comparable ? [plans.today[axis[0]] ?? 0, plans.today[axis[1]] ?? 0] : null}
        titles={{ x: `${name(axis[0])} →`, y: `↑ ${name(axis[1])}`, today: t("statusQuo") }}
        format={{ x: write(axis[0]), y: write(axis[1]) }}
        onChoose={(plan) => proposals.setState({ chosen: plan })}
      />
      <p className="view-note">
        {t("scatterAbout")} {costsText(result, atoms.count, t)}
      </p>
      <ul className="units-maps">
        {maps.map((plan) => (
          <li key={plan}>
            <button type="button" aria-pressed={plan === chosen} onClick={() => proposals.setState({ chosen: plan })}>
              <MiniMap atoms={atoms} unit={result.assignment(plan)} label={t("proposal", { number: plan + 1 })} />
              <span>
                {t("proposal", { number: plan + 1 })}
                <small>
                  {write(axis[0])(value(plan, axis[0]))} · {write(axis[1])(value(plan, axis[1]))}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button kind="primary" onClick={() => replacePlan(result.assignment(chosen))}>
        {t("take", { number: chosen + 1 })}
      </Button>
    </>
  );
}

/** Costs without sites are no costs: nothing is known of that objective. */
function isKnown({ costs }: Proposals, objective: number): boolean {
  const key = objectives[objective];
  return key === "access" ? costs.access.sites > 0 : key === "response" ? costs.response.sites > 0 : true;
}

/** How the ways to centres and from stations were found. */
function costsText({ costs }: Proposals, atoms: number, t: Shown["t"]): string {
  const text = (key: "access" | "response") => {
    const { sites, byRoad } = costs[key];
    if (sites === 0) return t("costs.responseNone");
    if (byRoad === 0) return t(`costs.${key}Straight`);
    return byRoad === atoms ? t(`costs.${key}Road`) : t(`costs.${key}Some`, { roads: byRoad, atoms });
  };
  return `${text("access")} ${text("response")}`;
}

interface ProblemWords {
  readonly atoms: Shown["atoms"];
  readonly format: Shown["format"];
  readonly locale: Locale;
}

/** What is wrong with the question, and which limits fail by how much. */
function problemsOf({ plans }: Proposals, { atoms, format, locale }: ProblemWords): string[] {
  const texts: Readonly<Record<string, string>> = analysisTexts.districting[locale];
  return Array.from(plans.problemKind, (code, p) => {
    const kind = problemKinds[code] ?? "no-plan";
    const subject = plans.problemSubject[p] ?? 0;
    const objective = kind === "limit" || kind === "clash" ? (objectives[subject] ?? "residents") : null;
    const amount = plans.problemAmount[p] ?? 0;
    const atom = atoms.table.names[subject] || (atoms.table.ids[subject] ?? "");
    return interpolate(
      texts[`problem.${kind}`] ?? kind,
      {
        subject: atom,
        objective: objective ? (texts[`objective.${objective}`] ?? objective) : "",
        amount: objective ? writeObjective(subject, format)(amount) : Math.ceil(amount),
      },
      locale,
    );
  });
}
