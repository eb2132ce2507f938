import type { Layer } from "@deck.gl/core";
import type { PlaceTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, positionsOf, symbolAtlas } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { facilityGroupIndex, facilitySymbols } from "./groups.ts";
import { facilitiesLegend } from "./legend.ts";

/** Facilities (`kind` is the type) as shapes by group. */
export const facilities: LayerKind<"facilities", PlaceTable, { readonly theme: Theme }, Layer> = {
  id: "facilities",
  build(data, { theme }) {
    const ink = inks[theme];
    const options = { size: 13, halo: ink.halo, haloWidth: 1.75 };
    const atlas = remembered(ink, `facilities ${pixelScale()}`, () => symbolAtlas(facilitySymbols(theme), options));
    const sprites = remembered(data, "facilities", () => ({
      length: data.rows,
      positions: positionsOf(data),
      frames: Uint16Array.from(data.kind, facilityGroupIndex),
    }));
    return [new SpritesLayer({ id: "facilities", data: sprites, atlas, pickable: true })];
  },
  legend: facilitiesLegend,
};
