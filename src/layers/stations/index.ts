import type { Layer } from "@deck.gl/core";
import type { PlaceTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, positionsOf, symbolAtlas } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { stationsLegend } from "./legend.ts";
import { stationSymbol } from "./style.ts";

/** Work stations as badges. */
export const stations: LayerKind<"stations", PlaceTable, { readonly theme: Theme }, Layer> = {
  id: "stations",
  build(data, { theme }) {
    const ink = inks[theme];
    const options = { size: 19, halo: ink.halo, haloWidth: 2 };
    const atlas = remembered(ink, `stations ${pixelScale()}`, () => symbolAtlas([stationSymbol(theme)], options));
    const sprites = remembered(data, "stations", () => ({
      length: data.rows,
      positions: positionsOf(data),
      frames: new Uint16Array(data.rows),
    }));
    return [new SpritesLayer({ id: "stations", data: sprites, atlas, pickable: true })];
  },
  legend: stationsLegend,
};
