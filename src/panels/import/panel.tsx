import { lazy, Suspense } from "react";
import { ViewSkeleton } from "../../ui/view-parts.tsx";

/** Its code comes when it is first opened. */
const View = lazy(() => import("./import-view.tsx").then(({ ImportView }) => ({ default: ImportView })));

/** Datasets on this machine, and the way of own files into one. */
export function ImportPanel() {
  return (
    <Suspense fallback={<ViewSkeleton />}>
      <View />
    </Suspense>
  );
}
