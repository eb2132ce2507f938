import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { engine } from "../../../state/engine.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { createRunner, shownResult } from "../../../state/runs.ts";
import { store } from "../../../state/store.ts";
import { Button, Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, Section } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import type { WhatIfResult } from "./compute.ts";
import { local, type Solved } from "./local.ts";
import { messages } from "./messages.ts";
import { bestStations, candidateCount } from "./optimise.ts";
import { changesText } from "./plan.ts";
import { goals, type Keep, keeps, type Settings, settingsOf } from "./settings.ts";

const counts = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30];

const runner = createRunner<Solved | null>((run) => local.setState({ solving: run }));

/** How many stations the solver is asked for. */
function countOf({ add, keep }: Settings, result: WhatIfResult): number {
  return add ?? (keep === "open" ? 1 : (result.after?.open.ids.length ?? 1));
}

function solve(result: WhatIfResult): void {
  const settings = settingsOf(store.getState().document);
  void runner.start(async (context) => {
    const wanted = { ...settings, count: countOf(settings, result) };
    const found = await bestStations(result, wanted, { engine, context });
    context.signal.throwIfAborted();
    if (found) setAnalysis("stations", { changes: changesText(found.changes) });
    return found?.solved ?? null;
  });
}

/** How many stations, what for, and whether what is open stays; the solver puts them. */
export function Solver({ result }: { readonly result: WhatIfResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const run = useLocal(local, (state) => state.solving);
  const locale = useLocale();
  const t = useTexts(messages);
  const settings = settingsOf({ analyses });
  const { goal, keep } = settings;
  const count = countOf(settings, result);
  const options = [...new Set([...counts, count])].sort((a, b) => a - b);
  const open = result.after?.open.ids.length ?? 1;
  const solved = shownResult(run);
  const chooseKeep = (value: Keep) => setAnalysis("stations", { keep: value, add: value === "open" ? 1 : open });
  return (
    <Section title={t("solve")}>
      <div className="view-actions">
        <Segmented
          label={t("keep")}
          options={keeps.map((value) => ({ value, label: t(`keep.${value}`) }))}
          value={keep}
          onChange={chooseKeep}
        />
      </div>
      <div className="view-choices solver-choices">
        <Select
          label={t("number")}
          options={options.map((value) => ({ value: String(value), label: t(`count.${keep}`, { count: value }) }))}
          value={String(count)}
          onChange={(value) => setAnalysis("stations", { add: Number(value) })}
        />
        <Select
          label={t("goal")}
          options={goals.map((value) => ({
            value,
            label: t(`goal.${value}`, { group: t(`group.${settings.now.group}`) }),
          }))}
          value={goal}
          onChange={(value) => setAnalysis("stations", { goal: value })}
        />
        <Button disabled={run.status === "running"} onClick={() => solve(result)}>
          {t("choose")}
        </Button>
      </div>
      <RunStatus doing={doingOf(run, locale)} onStop={runner.cancel} onAgain={() => solve(result)} />
      <p className="view-note" role="status">
        {solved ? (
          <SolvedText solved={solved} target={settings.now.target} />
        ) : (
          t(`solveHint.${keep}`, { count: candidateCount })
        )}
      </p>
    </Section>
  );
}

function SolvedText({ solved, target }: { readonly solved: Solved; readonly target: number }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { goal, group, put, kept, closed, gap, value } = solved;
  if (Number.isNaN(value)) return t("solvedNone");
  const reached = {
    group: t(`group.${group}`),
    minutes: format.number(goal.endsWith("within") ? target : Math.round(value * 10) / 10),
    share: format.percent(value),
  };
  const said = {
    put: format.number(put),
    kept: format.number(kept),
    closed: format.number(closed),
    value: t(`value.${goal}`, reached),
    gap: gap > 1e-9 ? t("gap", { gap: format.percent(gap) }) : t("optimal"),
    count: candidateCount,
  };
  return <Emphasised text={t("solved", said)} />;
}
