import type { Layer } from "@deck.gl/core";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { packAtlas } from "../gl/atlas.ts";
import { numberBadges } from "../gl/number-badges.ts";
import { type Sprites, SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale } from "../gl/symbols.ts";
import { wedge } from "../gl/wedge.ts";
import { inks } from "../ink.ts";

/** Places of a list in their order: longitude and latitude interleaved. */
export interface NumbersData {
  /** Tells several lists on one map apart. */
  readonly list: string;
  readonly positions: Float64Array;
  /** Which way each looks, degrees clockwise from north, NaN for none; absent: none does. */
  readonly azimuthDeg?: Float64Array;
}

/** The numbers 1, 2, 3 … of a list on the map, over everything, names too: they are what the list is read by. */
export const numbers: LayerKind<"numbers", NumbersData, { readonly theme: Theme }, Layer> = {
  id: "numbers",
  build(data, { theme }) {
    const { bad, halo } = inks[theme];
    const length = data.positions.length / 2;
    const sprites = remembered(data, "numbers", () => ({
      length,
      positions: data.positions,
      frames: Uint16Array.from({ length }, (_, i) => i),
    }));
    const atlas = numberBadges({ fill: bad, text: halo, halo }, Math.max(1, length));
    const ways = remembered(data, "ways", () => waysOf(data));
    const fans = remembered(inks[theme], `fan ${pixelScale()}`, () =>
      packAtlas([wedge(bad, { reach: 44, strength: 0.9 })], pixelScale()),
    );
    return [
      new SpritesLayer({ id: `numbers-${data.list}-ways`, data: ways, atlas: fans }),
      new SpritesLayer({ id: `numbers-${data.list}`, data: sprites, atlas }),
    ];
  },
  legend: () => null,
};

/** The directions that are known. */
function waysOf({ positions, azimuthDeg = new Float64Array() }: NumbersData): Sprites {
  const rows = [...azimuthDeg.keys()].filter((row) => Number.isFinite(azimuthDeg[row]));
  return {
    length: rows.length,
    positions: Float64Array.from(rows.flatMap((row) => [positions[2 * row] ?? 0, positions[2 * row + 1] ?? 0])),
    frames: new Uint16Array(rows.length),
    angles: Float32Array.from(rows, (row) => azimuthDeg[row] ?? 0),
  };
}
