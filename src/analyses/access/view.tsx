import { useEffect } from "react";
import { control } from "./view/control.ts";
import { AccessPanel } from "./view/panel.tsx";

/** Access to facilities: the question, the answer and the evidence; the map is drawn while this is there. */
export default function AccessView() {
  useEffect(() => control.open(), []);
  return <AccessPanel />;
}
