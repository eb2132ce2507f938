import { useEffect } from "react";
import { control } from "./view/control.ts";
import { SeriesPanel } from "./view/panel.tsx";

/** Series: each kind of case in each area, judged by its own past. */
export default function SeriesView() {
  useEffect(() => control.open(), []);
  return <SeriesPanel />;
}
