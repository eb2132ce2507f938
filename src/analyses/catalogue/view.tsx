import { useEffect } from "react";
import { control } from "./view/control.ts";
import { CataloguePanel } from "./view/panel.tsx";

/** The item catalogue and the staff: the question, the answer and the evidence; the map is drawn while this is there. */
export default function CatalogueView() {
  useEffect(() => control.open(), []);
  return <CataloguePanel />;
}
