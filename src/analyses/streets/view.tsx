import { useEffect } from "react";
import { control } from "./view/control.ts";
import { StreetsPanel } from "./view/panel.tsx";

/** Density along streets: the question, the answer and the evidence; the map is drawn while this is there. */
export default function StreetsView() {
  useEffect(() => control.open(), []);
  return <StreetsPanel />;
}
