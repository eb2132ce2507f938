import { Suspense } from "react";
import type { AnalysisId } from "../analyses/index.ts";
import { analysisTexts } from "../analyses/texts.ts";
import { useLocale, useTexts } from "../i18n/locale.tsx";
import { setView } from "../state/actions.ts";
import { useApp } from "../state/react.ts";
import { Segmented } from "../ui/controls.tsx";
import { ViewSkeleton } from "../ui/view-parts.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { messages } from "./messages.ts";
import { PanelOf } from "./panels-at.tsx";
import { entryOf, type View, viewOf } from "./views.ts";

/** What is right of the map: the panel of the present view, or the views of its analyses as tabs. */
export function RightPanel() {
  const view = useApp((state) => state.document.view);
  const entry = entryOf(view);
  if (!entry || "panel" in entry) return <PanelOf id={entry?.panel ?? "overview"} />;
  return <Tabs tabs={entry.tabs} present={entry.tabs.find((tab) => tab === view) ?? entry.tabs[0]} />;
}

type TabIds = Extract<View, { tabs: unknown }>["tabs"];

function Tabs({ tabs, present }: { readonly tabs: TabIds; readonly present: TabIds[number] | undefined }) {
  const locale = useLocale();
  const t = useTexts(messages);
  if (!present) return null;
  return (
    <>
      {tabs.length > 1 && (
        <div className="right-tabs">
          <Segmented
            label={t("tabs")}
            options={tabs.map((value) => ({ value, label: analysisTexts[value][locale].tab }))}
            value={present}
            onChange={setView}
          />
        </div>
      )}
      <ErrorBoundary key={present}>
        <Suspense fallback={<ViewSkeleton />}>
          <AnalysisView id={present} />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

function AnalysisView({ id }: { readonly id: AnalysisId }) {
  const View = viewOf(id);
  return <View />;
}
