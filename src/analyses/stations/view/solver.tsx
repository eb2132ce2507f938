import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { createRunner } from "../../../state/runs.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import type { WhatIfResult } from "./compute.ts";
import { local } from "./local.ts";
import { messages } from "./messages.ts";
import { addBest, candidateCount } from "./optimise.ts";
import { goals, settingsOf } from "./settings.ts";

const counts = ["1", "2", "3", "5", "8", "10", "15", "20"];

const runner = createRunner<void>((run) => local.setState({ solving: run.status === "running" ? run.done : null }));

/** How many stations to add, and what for; the solver puts them. */
export function Solver({ result }: { readonly result: WhatIfResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const solving = useLocal(local, (state) => state.solving);
  const solved = useLocal(local, (state) => state.solved);
  const t = useTexts(messages);
  const format = useFormat();
  const { add, goal } = settingsOf({ analyses });
  const gap = solved && solved.gap > 1e-9 ? t("gap", { gap: format.percent(solved.gap) }) : t("optimal");
  const options = [...new Set([...counts, String(add)])].sort((a, b) => Number(a) - Number(b));
  return (
    <Section title={t("solve")}>
      <div className="view-choices">
        <Select
          label={t("solve")}
          options={options.map((value) => ({ value, label: t("count", { count: value }) }))}
          value={String(add)}
          onChange={(value) => setAnalysis("stations", { add: Number(value) })}
        />
        <Select
          label={t("goal")}
          options={goals.map((value) => ({ value, label: t(`goal.${value}`) }))}
          value={goal}
          onChange={(value) => setAnalysis("stations", { goal: value })}
        />
        <Button disabled={solving !== null} onClick={() => void runner.start((context) => addBest(result, context))}>
          {solving === null ? t("choose") : t("solving", { percent: format.percent(solving) })}
        </Button>
      </div>
      <p className="view-note" role="status">
        {solved === null && t("solveHint", { count: candidateCount })}
        {solved !== null && (solved.count > 0 ? t("solved", { count: solved.count, gap }) : t("solvedNone"))}
      </p>
    </Section>
  );
}
