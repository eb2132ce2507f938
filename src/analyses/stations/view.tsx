import { useEffect } from "react";
import { control } from "./view/control.ts";
import { StationsPanel } from "./view/panel.tsx";

/** What a new station would change; the map is drawn, and stations can be dragged, while this is there. */
export default function StationsView() {
  useEffect(() => control.open(), []);
  return <StationsPanel />;
}
