import { defineAnalysis } from "../../domain/analysis.ts";
import { outlineProblems } from "../../lib/building-index.ts";
import { assumedBits, watches } from "../../lib/optics.ts";
import { params } from "./kernel/params.ts";

const squareMetres = (per: string) => ({ per, unit: "square-metres" });
const metres = (per: string) => ({ per, unit: "metres" });
const degrees = (per: string) => ({ per, unit: "degrees" });
const cases = { per: "demand-area", unit: "cases" };

export const coverage = defineAnalysis({
  id: "coverage",
  params,
  outputs: {
    frame: { per: "frame" },
    cameraLon: degrees("camera"),
    cameraLat: degrees("camera"),
    cameraRole: { per: "camera", codes: ["out", "always", "reachable"] },
    cameraWatch: { per: "camera", codes: watches },
    cameraAssumed: { per: "camera", flags: Object.keys(assumedBits) },
    cameraNearMetres: metres("camera"),
    cameraFarMetres: metres("camera"),
    cameraSeenM2: squareMetres("camera"),
    cameraOnlyM2: squareMetres("camera"),
    areaOpenM2: squareMetres("area"),
    areaSeenM2: squareMetres("area"),
    areaSeen2M2: squareMetres("area"),
    areaSeen3M2: squareMetres("area"),
    areaReachableM2: squareMetres("area"),
    demandTotal: cases,
    demandSeen: cases,
    demandSeen2: cases,
    demandSeen3: cases,
    demandReachable: cases,
    streetTotal: metres("street"),
    streetSeen: metres("street"),
    streetSeen2: metres("street"),
    streetSeen3: metres("street"),
    streetReachable: metres("street"),
    placeTotal: squareMetres("place"),
    placeSeen: squareMetres("place"),
    placeSeen2: squareMetres("place"),
    placeSeen3: squareMetres("place"),
    placeReachable: squareMetres("place"),
    placeFrontLon: degrees("place"),
    placeFrontLat: degrees("place"),
    gapArea: { per: "gap", unit: "area" },
    gapM2: squareMetres("gap"),
    gapReachableM2: squareMetres("gap"),
    gapDemand: { per: "gap", unit: "cases" },
    gapLon: degrees("gap"),
    gapLat: degrees("gap"),
    gapCoordinates: { per: "point", unit: "degrees" },
    gapRingStart: { per: "offset" },
    gapFeatureStart: { per: "offset" },
    gapsLeftOut: { per: "run" },
    buildingProblems: { per: "building", flags: Object.keys(outlineProblems) },
  },
  load: () => import("./kernel.ts"),
});
