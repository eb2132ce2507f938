import { useEffect } from "react";
import { control } from "./view/control.ts";
import { EmergingPanel } from "./view/panel.tsx";

/** Emerging hot spots: the question, the answer and the evidence; the map is drawn while this is there. */
export default function EmergingView() {
  useEffect(() => control.open(), []);
  return <EmergingPanel />;
}
