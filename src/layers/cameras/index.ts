import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { packAtlas } from "../gl/atlas.ts";
import { type Sprites, SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, positionsOf, symbolPicture } from "../gl/symbols.ts";
import { wedge } from "../gl/wedge.ts";
import { inks } from "../ink.ts";
import { camerasLegend } from "./legend.ts";
import { type CamerasData, type CamerasStyle, cameraSymbolIndex, cameraSymbols } from "./style.ts";

const symbolSize = 9;
const wedgeZoom = 15.5;

const atlasOf = (theme: CamerasStyle["theme"]) =>
  remembered(inks[theme], `cameras ${pixelScale()}`, () => {
    const options = { size: symbolSize, halo: inks[theme].halo, haloWidth: 1.25 };
    const symbols = cameraSymbols(theme).map((symbol) => symbolPicture(symbol, options));
    return packAtlas([...symbols, wedge(inks[theme].good)], pixelScale());
  });

/** Cameras by status; from near, with the direction they look in where it is known. */
export const cameras: LayerKind<"cameras", CamerasData, CamerasStyle, Layer> = {
  id: "cameras",
  build(data, { theme }) {
    const atlas = atlasOf(theme);
    const wedges = remembered(data, "wedges", () => wedgesOf(data));
    const symbols = remembered(data, "symbols", () => ({
      length: data.rows,
      positions: positionsOf(data),
      frames: Uint16Array.from(data.kind, cameraSymbolIndex),
    }));
    return [
      new SpritesLayer({ id: "cameras-directions", data: wedges, atlas }),
      new SpritesLayer({ id: "cameras", data: symbols, atlas, pickable: true }),
    ];
  },
  legend: camerasLegend,
};

function wedgesOf(data: CamerasData): Sprites {
  const positions = positionsOf(data);
  const rows = Array.from(data.azimuthDeg ?? [], (azimuth, row) => (Number.isFinite(azimuth) ? row : -1)).filter(
    (row) => row >= 0 && data.kind[row] === "online",
  );
  return {
    length: rows.length,
    positions: Float64Array.from(rows.flatMap((row) => [positions[2 * row] ?? 0, positions[2 * row + 1] ?? 0])),
    frames: new Uint16Array(rows.length).fill(4),
    angles: Float32Array.from(rows, (row) => data.azimuthDeg?.[row] || 360),
    minZooms: new Float32Array(rows.length).fill(wedgeZoom),
  };
}
