import { useEffect } from "react";
import { control } from "./view/control.ts";
import { HotspotsPanel } from "./view/panel.tsx";

/** Hotspots: the question, the answer and the evidence; the map is drawn while this is there. */
export default function HotspotsView() {
  useEffect(() => control.open(), []);
  return <HotspotsPanel />;
}
