import { useEffect } from "react";
import { control } from "./view/control.ts";
import { ScorecardPanel } from "./view/panel.tsx";

/** Scorecards: the question, the answer and the evidence; the map is drawn while this is there. */
export default function ScorecardView() {
  useEffect(() => control.open(), []);
  return <ScorecardPanel />;
}
