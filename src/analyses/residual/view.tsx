import { useEffect } from "react";
import { control } from "./view/control.ts";
import { ResidualPanel } from "./view/panel.tsx";

/** Observed less modelled time to arrive: the question, the answer and the evidence; the map is drawn while this is there. */
export default function ResidualView() {
  useEffect(() => control.open(), []);
  return <ResidualPanel />;
}
