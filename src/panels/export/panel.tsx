import { useState } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { type Option, Segmented } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ChartsPart } from "./charts-part.tsx";
import { MapPart } from "./map-part.tsx";
import { messages } from "./messages.ts";
import "./panel.css";
import { TablePart } from "./table-part.tsx";

type Part = "tables" | "map" | "charts";

/** What the present view shows as files: its tables, the map, its charts. */
export function ExportPanel({ onClose }: { readonly onClose: () => void }) {
  const [part, setPart] = useState<Part>("tables");
  const t = useTexts(messages);
  const parts: readonly Option<Part>[] = (["tables", "map", "charts"] as const).map((value) => ({
    value,
    label: t(value),
  }));
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <div className="export">
        <Segmented label={t("what")} options={parts} value={part} onChange={setPart} />
        {part === "tables" && <TablePart />}
        {part === "map" && <MapPart />}
        {part === "charts" && <ChartsPart />}
      </div>
    </Dialog>
  );
}
