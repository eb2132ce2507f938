import { useEffect } from "react";
import { control } from "./view/control.ts";
import { ProcessPanel } from "./view/panel.tsx";

/** The process: the question, the answer and the evidence; the map is drawn while this is there. */
export default function ProcessView() {
  useEffect(() => control.open(), []);
  return <ProcessPanel />;
}
