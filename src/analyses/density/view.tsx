import { useEffect } from "react";
import { control } from "./view/control.ts";
import { DensityPanel } from "./view/panel.tsx";

/** Density of cases: the question, the answer and how it was made; the map is drawn while this is there. */
export default function DensityView() {
  useEffect(() => control.open(), []);
  return <DensityPanel />;
}
