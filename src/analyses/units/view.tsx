import { useEffect } from "react";
import { control } from "./view/control.ts";
import { UnitsPanel } from "./view/panel.tsx";

/** Management units: the question, the answer and the workbench; the plan is drawn while this is there. */
export default function UnitsView() {
  useEffect(() => control.open(), []);
  return <UnitsPanel />;
}
