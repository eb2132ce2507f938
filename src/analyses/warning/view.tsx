import { useEffect } from "react";
import { control } from "./view/control.ts";
import { WarningPanel } from "./view/panel.tsx";

/** The inbox of alerts: what is unusual, how sure, and what the budget of false alarms buys. */
export default function WarningView() {
  useEffect(() => control.open(), []);
  return <WarningPanel />;
}
