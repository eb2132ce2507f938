import { defineAnalysis } from "../../domain/analysis.ts";
import { cameraProblems } from "../../lib/footprints.ts";
import { params } from "./kernel/params.ts";

const perCamera = { per: "camera" } as const;

/** What each camera sees, for a range of cameras: the costly part of `coverage`, for use on several workers at once. */
export const viewsheds = defineAnalysis({
  id: "viewsheds",
  params,
  outputs: {
    start: { per: "offset" },
    runs: { per: "run-of-cells", unit: "cells" },
    spanStart: { per: "offset" },
    spans: { per: "stretch-of-line", unit: "cells" },
    x: { ...perCamera, unit: "metres" },
    y: { ...perCamera, unit: "metres" },
    movedMetres: { ...perCamera, unit: "metres" },
    problem: { ...perCamera, codes: cameraProblems },
  },
  load: () => import("./kernel.ts"),
});
