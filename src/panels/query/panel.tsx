import { lazy, Suspense } from "react";
import { ViewSkeleton } from "../../ui/view-parts.tsx";

/** Its code, with the editor's, comes when it is first opened. */
const View = lazy(() => import("./query-view.tsx").then(({ QueryView }) => ({ default: QueryView })));

/** Questions in SQL over every table and every result. */
export function QueryPanel() {
  return (
    <Suspense fallback={<ViewSkeleton />}>
      <View />
    </Suspense>
  );
}
