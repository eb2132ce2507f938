import { useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Segmented } from "../../../ui/controls.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton } from "../../../ui/view-parts.tsx";
import "./boundary.css";
import { CellsPage } from "./cells-page.tsx";
import { CheckPage } from "./check-page.tsx";
import { control } from "./control.ts";
import { CrossPage } from "./cross-page.tsx";
import { HowComputed } from "./how.tsx";
import { KnownPage } from "./known-page.tsx";
import { messages } from "./messages.ts";
import { pages, settingsOf } from "./settings.ts";
import type { BoundaryResult } from "./types.ts";

/** The boundary check: the question, the pages, and the answer of the open one with its evidence. */
export function BoundaryPanel() {
  const run = useRun(control);
  const analyses = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const { page } = settingsOf({ analyses });
  const result = shownResult(run);
  const current = result?.input.settings.page === page ? result : undefined;
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      <div className="boundary-pages">
        <Segmented
          label={t("pages")}
          options={pages.map((value) => ({ value, label: t(`page.${value}`) }))}
          value={page}
          onChange={(next) => setAnalysis("boundary", { page: next })}
        />
      </div>
      {current ? <Page result={current} /> : <ViewSkeleton />}
      {current && <HowComputed result={current} />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Page({ result }: { readonly result: BoundaryResult }) {
  switch (result.input.settings.page) {
    case "check":
      return <CheckPage result={result} />;
    case "cross":
      return <CrossPage result={result} />;
    case "known":
      return <KnownPage result={result} />;
    case "cells":
      return <CellsPage result={result} />;
  }
}
