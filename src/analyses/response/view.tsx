import { useEffect } from "react";
import { control } from "./view/control.ts";
import { ResponsePanel } from "./view/panel.tsx";

/** Response times: the question, the answer and the evidence; the map is drawn while this is there. */
export default function ResponseView() {
  useEffect(() => control.open(), []);
  return <ResponsePanel />;
}
