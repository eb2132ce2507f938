import { defineAnalysis } from "../../domain/analysis.ts";
import { params } from "./kernel/params.ts";
import { ruleStatuses } from "./kernel/rule.ts";

const minutes = (per: string) => ({ per, unit: "minutes" });
const people = (per: string) => ({ per, unit: "weight" });
const offsets = { per: "shape" } as const;
const degrees = { per: "vertex", unit: "degrees" } as const;

export const isochrones = defineAnalysis({
  id: "isochrones",
  params,
  outputs: {
    placeMinutes: minutes("place"),
    placeStation: { per: "place", unit: "station" },
    areaMinutes: minutes("area"),
    areaStation: { per: "area", unit: "station" },
    odMinutes: minutes("station-area"),
    total: people("area-group"),
    within: people("area-group-break"),
    median: minutes("area-group"),
    p90: minutes("area-group"),
    within_coordinates: degrees,
    within_ringOffsets: offsets,
    within_polygonOffsets: offsets,
    within_featureOffsets: offsets,
    band_coordinates: degrees,
    band_ringOffsets: offsets,
    band_polygonOffsets: offsets,
    band_featureOffsets: offsets,
    stationArea_coordinates: degrees,
    stationArea_ringOffsets: offsets,
    stationArea_polygonOffsets: offsets,
    stationArea_featureOffsets: offsets,
    reachedKm2: { per: "break", unit: "square-kilometres" },
    cellMinutes: minutes("cell"),
    frame: { per: "frame" },
    cutShare: { per: "station", unit: "share" },
    sizeStatus: { per: "station", codes: ruleStatuses },
    crossingStatus: { per: "station", codes: ruleStatuses },
    stationKm2: { per: "station", unit: "square-kilometres" },
    stationSnapMetres: { per: "station", unit: "metres" },
    placeSnapMetres: { per: "place", unit: "metres" },
    roads: { per: "run" },
  },
  load: () => import("./kernel.ts"),
});
