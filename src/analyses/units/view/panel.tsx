import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { doingOf } from "../../../state/doing.ts";
import { createLocalStore, useLocal } from "../../../state/local-store.ts";
import { useRun } from "../../../state/react.ts";
import { Segmented } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { control } from "./control.ts";
import { DrawPage } from "./draw-page.tsx";
import { brokenParts } from "./drawn.ts";
import { editor } from "./editor.ts";
import { JudgePage } from "./judge-page.tsx";
import { messages } from "./messages.ts";
import { PlansPage } from "./plans-page.tsx";
import { ProposePage } from "./propose-page.tsx";
import { type Shown, useShown } from "./use-plan.ts";
import { answerOf } from "./words.ts";
import "./units.css";

const pages = ["draw", "judge", "propose", "plans"] as const;

/** Which page of the workbench is open. */
const paging = createLocalStore<{ readonly page: (typeof pages)[number] }>({ page: "draw" });

/** The workbench: the question, the answer for the present plan, and the pages to draw, judge, propose and keep plans. */
export function UnitsPanel() {
  const run = useRun(control);
  const locale = useLocale();
  const t = useTexts(messages);
  const shown = useShown();
  const page = useLocal(paging, (state) => state.page);
  const none = run.status === "ready" && run.value === null;
  return (
    <div className="view units" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {!shown && !none && <ViewSkeleton />}
      {none && <EmptyState title={t("noAtoms")} />}
      {shown && (
        <>
          <Answer shown={shown} />
          <Segmented
            label={t("pages")}
            options={pages.map((value) => ({ value, label: t(`page.${value}`) }))}
            value={page}
            onChange={(next) => paging.setState({ page: next })}
          />
          {page === "draw" && <DrawPage shown={shown} />}
          {page === "judge" && <JudgePage shown={shown} />}
          {page === "propose" && <ProposePage shown={shown} />}
          {page === "plans" && <PlansPage shown={shown} />}
        </>
      )}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Answer({ shown }: { readonly shown: Shown }) {
  const { judged, atoms, plan, t } = shown;
  const wrong = useLocal(editor, (state) => state.wrong);
  const format = useFormat();
  const broken = brokenParts(plan).length;
  const warnings = [
    ...(broken > 0 ? [t("broken", { count: broken })] : []),
    ...(wrong ? [t(wrong === "other-atoms" ? "wrongOther" : "wrongText")] : []),
    ...(judged.residents === 0 ? [t("noResidents")] : []),
  ];
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={answerOf(judged, atoms, { ...shown, format })} />
      </p>
      <Warnings texts={warnings} />
    </>
  );
}
