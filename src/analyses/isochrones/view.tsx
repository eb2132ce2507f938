import { useEffect } from "react";
import { control } from "./view/control.ts";
import { IsochronesPanel } from "./view/panel.tsx";

/** Travel times from stations: the question, the answer and the evidence; the map is drawn while this is there. */
export default function IsochronesView() {
  useEffect(() => control.open(), []);
  return <IsochronesPanel />;
}
