import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, symbolAtlas } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { crewsLegend } from "./legend.ts";
import { type CrewsData, type CrewsStyle, crewSymbols } from "./style.ts";

/** The stations that crews set out from: as they are, changed by a plan, or closed by it. */
export const crews: LayerKind<"crews", CrewsData, CrewsStyle, Layer> = {
  id: "crews",
  build(data, { theme }) {
    const ink = inks[theme];
    const options = { size: 22, halo: ink.halo, haloWidth: 2 };
    const atlas = remembered(ink, `crews ${pixelScale()}`, () => symbolAtlas(crewSymbols(theme), options));
    const sprites = remembered(data, "crews", () => ({
      length: data.codes.length,
      positions: data.positions,
      frames: Uint16Array.from(data.codes),
    }));
    return [new SpritesLayer({ id: "crews", data: sprites, atlas })];
  },
  legend: crewsLegend,
};
