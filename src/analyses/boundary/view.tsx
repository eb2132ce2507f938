import { useEffect } from "react";
import { control } from "./view/control.ts";
import { BoundaryPanel } from "./view/panel.tsx";

/** The boundary check; what it finds is drawn while this is there. */
export default function BoundaryView() {
  useEffect(() => control.open(), []);
  return <BoundaryPanel />;
}
