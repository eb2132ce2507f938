import { useEffect } from "react";
import { control } from "./view/control.ts";
import { WhistlePanel } from "./view/panel.tsx";

/** Whistles and escalation: the question, the answer and the evidence; the map is drawn while this is there. */
export default function WhistleView() {
  useEffect(() => control.open(), []);
  return <WhistlePanel />;
}
