import { useEffect } from "react";
import { control } from "./view/control.ts";
import { MapTip } from "./view/map-tip.tsx";
import { CoveragePanel } from "./view/panel.tsx";

/** Camera coverage: the question, the answer and the evidence; the map is drawn while this is there. */
export default function CoverageView() {
  useEffect(() => control.open(), []);
  return (
    <>
      <CoveragePanel />
      <MapTip />
    </>
  );
}
