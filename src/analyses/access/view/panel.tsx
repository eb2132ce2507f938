import { useMemo } from "react";
import type { Format } from "../../../i18n/format.ts";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import type { Texts } from "../../../i18n/texts.ts";
import { patchDocument, setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { store } from "../../../state/store.ts";
import { Button, Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { Facts, ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { type LifeCircle, lifeCircles } from "../kernel/presets.ts";
import { messages as ownMessages } from "../messages.ts";
import type { AccessResult } from "./compute.ts";
import { control } from "./control.ts";
import { messages } from "./messages.ts";
import { formParams, normOf, presetOf, presets, settingsOf } from "./settings.ts";
import { AreaTables } from "./tables.tsx";

/** Who cannot walk to a kind of facility: the question, the answer with its numbers, and the evidence. */
export function AccessPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const locale = useLocale();
  const t = useTexts(messages);
  const kind = useKindName(result);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question", { kind })}</h1>
      {!result && <ViewSkeleton />}
      {result?.problem && <EmptyState title={t(`problem.${result.problem}`)} />}
      {result?.output && <Body result={result} kind={kind} />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function useKindName(result: AccessResult | undefined): string {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  return result?.kind ? codeLabel(manifest, "facility_type", result.kind, locale) : "";
}

interface BodyProps {
  readonly result: AccessResult;
  readonly kind: string;
}

function Body({ result, kind }: BodyProps) {
  const t = useTexts(messages);
  return (
    <>
      <Answer result={result} kind={kind} />
      <p className="view-note view-remark">{t("caveat")}</p>
      <Choices result={result} />
      <AreaTables result={result} kind={kind} />
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result, kind }: BodyProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const { within, total, input, radiusMetres, residents, city, output } = result;
  const said = useMemo(() => {
    const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
    const share = (row: number) => (within[row] ?? 0) / (total[row] ?? 0);
    const rows = [...within.keys()].filter((row) => (total[row] ?? 0) > 0).sort((a, b) => share(a) - share(b));
    const worst = rows[0] ?? -1;
    return {
      share: sum(within) / sum(total),
      people: sum(total) - sum(within),
      worst: input.table.names[worst] ?? "",
      worstShare: share(worst),
    };
  }, [within, total, input]);
  const { measure } = input.settings.form;
  const values = {
    kind,
    measure: t(`measure.${measure}`),
    metres: format.metres(radiusMetres),
    share: format.percent(said.share),
    people: format.number(Math.round(said.people)),
    worst: said.worst,
    worstShare: format.percent(said.worstShare),
  };
  const lost = output?.unsnapped.reduce((sum, count) => sum + count, 0) ?? 0;
  const warnings = [
    measure === "walk" && city.roads.from.length === 0 && t("noRoads"),
    residents.by === "area" && t("byArea"),
    lost > 0 && t("unsnapped", { places: lost }),
  ].filter((text) => text !== false);
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(said.people < 0.5 ? "answerAll" : "answer", values)} />
      </p>
      <Warnings texts={warnings} />
    </>
  );
}

function Choices({ result }: { readonly result: AccessResult }) {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const { kind, kinds, input } = result;
  const norm = normOf(kind);
  const metres = format.metres(norm.metres);
  const { form } = input.settings;
  const preset = presetOf(input.settings);
  const own = preset === null && form.radiusMetres > 0;
  const circleLabel = (circle: LifeCircle, far: number) =>
    t("circle", { name: texts[`circle.${circle.id}`] ?? circle.id, metres: format.metres(far) });
  return (
    <>
      <div className="view-choices">
        <Select
          label={t("kind")}
          options={kinds.map((value) => ({ value, label: codeLabel(manifest, "facility_type", value, locale) }))}
          value={kind}
          onChange={(value) => setAnalysis("access", { kind: value })}
        />
        <Segmented
          label={t("measure")}
          options={formParams.measure.options.map((value) => ({ value, label: t(`measure.${value}`) }))}
          value={input.settings.form.measure}
          onChange={(measure) => setAnalysis("access", { measure })}
        />
      </div>
      <Select
        label={t("circles")}
        labelled
        options={[
          { value: "", label: t("circleNone", { metres }) },
          ...presets.map(({ key, circle, metres: far }) => ({ value: key, label: circleLabel(circle, far) })),
          ...(own ? [{ value: ownRadius, label: t("circleOwn", { metres: format.metres(form.radiusMetres) }) }] : []),
        ]}
        value={preset?.key ?? (own ? ownRadius : "")}
        onChange={(value) => {
          const chosen = presets.find(({ key }) => key === value);
          if (value !== ownRadius) setAnalysis("access", { circle: value, radiusMetres: chosen?.metres ?? 0 });
        }}
      />
      <p className="view-note view-remark">
        {norm.source ? t("norm", { metres, source: texts[`source.${norm.source}`] ?? "" }) : t("noNorm", { metres })}
      </p>
    </>
  );
}

/** The choice that stands for a radius set by hand. */
const ownRadius = "own";

/** How many people a life circle is for. */
function populationOf({ population }: LifeCircle, { t, format }: CircleWords): string {
  if (!population) return "";
  const [least, most] = population;
  return Number.isFinite(most)
    ? t("people", { least: format.compact(least), most: format.compact(most) })
    : t("peopleFrom", { least: format.compact(least) });
}

interface CircleWords {
  readonly t: Texts<keyof (typeof messages)["en"]>;
  readonly format: Format;
}

function HowComputed({ result }: { readonly result: AccessResult }) {
  const form = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const fields = formFields(formParams, settingsOf({ analyses: form }).form, { locale, texts });
  const { residents, city, kind, input } = result;
  const facts: [string, string][] = [
    [t("fact.residents"), format.number(residents.people.reduce((sum, count) => sum + count, 0))],
    [t("fact.places"), format.number(residents.people.length)],
    [t("fact.facilities"), format.number(city.facilities.types.filter((type) => type === kind).length)],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  const circles = lifeCircles.map((circle): [string, string] => {
    const { id, radiusMetres = [], source } = circle;
    const far = [...new Set(radiusMetres)].map(format.metres).join(" \u2013 ");
    const facts = [far, populationOf(circle, { t, format }), texts[`source.${source}`] ?? ""];
    return [texts[`circle.${id}`] ?? id, facts.filter((fact) => fact !== "").join(" \u00b7 ")];
  });
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("access", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={reset}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
      <h3>{t("circles")}</h3>
      <Facts facts={circles} />
    </Section>
  );
}

function reset(): void {
  const { access: _, ...others } = store.getState().document.analyses;
  patchDocument({ analyses: others });
}
