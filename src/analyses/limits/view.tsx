import { useEffect } from "react";
import { control } from "./view/control.ts";
import { LimitsPanel } from "./view/panel.tsx";

/** Time limits: the question, the answer and the evidence; the map is drawn while this is there. */
export default function LimitsView() {
  useEffect(() => control.open(), []);
  return <LimitsPanel />;
}
