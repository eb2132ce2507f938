import { useEffect } from "react";
import { control } from "./view/control.ts";
import { StagesPanel } from "./view/panel.tsx";

/** Waiting times of the stages: the question, the answer and the evidence; the map is drawn while this is there. */
export default function StagesView() {
  useEffect(() => control.open(), []);
  return <StagesPanel />;
}
