import { useEffect } from "react";
import { control } from "./view/control.ts";
import { SitingPanel } from "./view/panel.tsx";

/** Siting: the question, the answer and the evidence; the map is drawn while this is there. */
export default function SitingView() {
  useEffect(() => control.open(), []);
  return <SitingPanel />;
}
