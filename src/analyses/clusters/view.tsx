import { useEffect } from "react";
import { control } from "./view/control.ts";
import { ClustersPanel } from "./view/panel.tsx";

/** Clusters: the question, the answer and the evidence; they are on the map while this is there. */
export default function ClustersView() {
  useEffect(() => control.open(), []);
  return <ClustersPanel />;
}
