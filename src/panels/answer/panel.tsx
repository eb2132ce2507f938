import { lazy, Suspense } from "react";
import { useApp } from "../../state/react.ts";

const Result = lazy(() => import("./result.tsx").then(({ QueryResult }) => ({ default: QueryResult })));

/** The rows of the present query, over the lower part of the map. */
export function AnswerPanel() {
  const open = useApp((state) => state.document.view === "query");
  if (!open) return null;
  return (
    <Suspense>
      <Result />
    </Suspense>
  );
}
