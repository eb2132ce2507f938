import { useState } from "react";
import { toFault } from "../../../domain/fault.ts";
import { faultText } from "../../../i18n/faults.ts";
import { useLocale } from "../../../i18n/locale.tsx";
import { geoParquetFile } from "../../../state/geoparquet.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { downloadBlob, downloadText } from "../../../ui/download.ts";
import { Section } from "../../../ui/panel.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { assignmentCsv, planFile, unitsGeoJson, unitsShapefile, unitsTable } from "./export-plan.ts";
import { namesSetting } from "./settings.ts";
import type { Shown } from "./use-plan.ts";

/** The plan as files of others' formats, and as one that the workbench opens again. */
export function Exports({ shown }: { readonly shown: Shown }) {
  const { t, settings } = shown;
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const [failed, setFailed] = useState("");
  const input = { ...shown, simulated: manifest?.simulated ?? false };
  const name = `plan-${manifest?.id ?? "units"}`;
  const { plan, note, bridges } = settings;
  const own = { plan, names: namesSetting(settings.names), note, bridges };
  const geoParquet = () => {
    setFailed("");
    geoParquetFile(unitsTable(input)).then(
      (blob) => downloadBlob(`${name}.geo.parquet`, blob),
      (error: unknown) => setFailed(faultText(toFault(error, "bad-input", { name: "GeoParquet" }), locale).what),
    );
  };
  return (
    <Section title={t("exports")}>
      <div className="units-row">
        <Button onClick={() => downloadText(`${name}.csv`, "text/csv", assignmentCsv(input))}>{t("export.csv")}</Button>
        <Button onClick={() => downloadText(`${name}.geojson`, "application/geo+json", unitsGeoJson(input))}>
          {t("export.geojson")}
        </Button>
        <Button onClick={geoParquet}>{t("export.geoparquet")}</Button>
        <Button onClick={() => downloadText(`${name}.zip`, "application/zip", unitsShapefile(input))}>
          {t("export.shapefile")}
        </Button>
        <Button onClick={() => downloadText(`${name}.json`, "application/json", planFile(input, own))}>
          {t("export.file")}
        </Button>
      </div>
      <Warnings texts={failed ? [failed] : []} />
    </Section>
  );
}
