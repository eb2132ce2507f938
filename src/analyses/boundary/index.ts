import { defineAnalysis } from "../../domain/analysis.ts";
import { defectKinds } from "./kernel/defect-kinds.ts";
import { params } from "./kernel/params.ts";

const perDefect = { per: "defect" } as const;
const perPair = { per: "pair" } as const;
const perPiece = { per: "piece" } as const;
const outline = { per: "outline" } as const;

export const boundary = defineAnalysis({
  id: "boundary",
  params,
  outputs: {
    kind: { ...perDefect, codes: defectKinds },
    lon: { ...perDefect, unit: "degrees" },
    lat: { ...perDefect, unit: "degrees" },
    areaM2: { ...perDefect, unit: "m2" },
    metres: { ...perDefect, unit: "metres" },
    narrow: perDefect,
    times: perDefect,
    proposal: { ...perDefect, unit: "area" },
    areaStart: perDefect,
    area: { per: "defect-area", unit: "area" },
    lineStart: perDefect,
    lineEnds: { per: "line", unit: "degrees" },
    totals: { per: "run" },
    pairOne: { ...perPair, unit: "area" },
    pairOther: { ...perPair, unit: "area" },
    pairM2: { ...perPair, unit: "m2" },
    pairPeople: { ...perPair, unit: "residents" },
    pieceOne: { ...perPiece, unit: "area" },
    pieceOther: { ...perPiece, unit: "area" },
    pieceM2: { ...perPiece, unit: "m2" },
    piecePeople: { ...perPiece, unit: "residents" },
    pieceGrid: { ...perPiece, unit: "grid" },
    pieceMoved: perPiece,
    gridCore: { per: "grid", unit: "piece" },
    shapeCoordinates: outline,
    shapeRings: outline,
    shapePolygons: outline,
    shapeFeatures: outline,
    repairedCoordinates: outline,
    repairedRings: outline,
    repairedPolygons: outline,
    repairedFeatures: outline,
    pieceCoordinates: outline,
    pieceRings: outline,
    piecePolygons: outline,
    pieceFeatures: outline,
    gridCoordinates: outline,
    gridRings: outline,
    gridPolygons: outline,
    gridFeatures: outline,
  },
  load: () => import("./kernel.ts"),
});
