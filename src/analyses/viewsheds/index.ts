import { defineAnalysis } from "../../domain/analysis.ts";
import { cameraProblems } from "../../lib/footprints.ts";

const perCamera = { per: "camera" } as const;

/** What each camera sees, for a range of cameras: the costly part of `coverage`, for use on several workers at once. */
export const viewsheds = defineAnalysis({
  id: "viewsheds",
  params: {
    level: { kind: "choice", default: "recognise", options: ["detect", "observe", "recognise", "identify"] },
    cellMetres: { kind: "number", default: 1, min: 0.5, max: 2, step: 0.5, unit: "metres" },
    targetHeightMetres: { kind: "number", default: 0, min: 0, max: 3, step: 0.1, unit: "metres" },
    buildingsBlock: { kind: "boolean", default: true },
  },
  outputs: {
    start: { per: "offset" },
    runs: { per: "run-of-cells", unit: "cells" },
    x: { ...perCamera, unit: "metres" },
    y: { ...perCamera, unit: "metres" },
    movedMetres: { ...perCamera, unit: "metres" },
    problem: { ...perCamera, codes: cameraProblems },
  },
  load: () => import("./kernel.ts"),
});
