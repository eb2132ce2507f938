import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, symbolAtlas } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { casePointsLegend } from "./legend.ts";
import { type CasePointsData, type CasePointsStyle, casePointSymbols } from "./style.ts";

/** Single cases, drawn only where few enough are in view. */
export const casePoints: LayerKind<"case-points", CasePointsData, CasePointsStyle, Layer> = {
  id: "case-points",
  build(data, { theme }) {
    const { length, positions, codes, names } = data;
    const options = { size: 8, halo: inks[theme].halo, haloWidth: 1 };
    const atlas = remembered(names, `${theme} ${pixelScale()}`, () =>
      symbolAtlas(casePointSymbols(names, theme), options),
    );
    const sprites = remembered(data, "sprites", () => ({ length, positions, frames: Uint16Array.from(codes) }));
    return [new SpritesLayer({ id: "case-points", data: sprites, atlas, pickable: true })];
  },
  legend: casePointsLegend,
};
