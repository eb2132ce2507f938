import type { Layer } from "@deck.gl/core";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { mercatorX, mercatorY } from "../../lib/mercator.ts";
import { remembered } from "../../lib/remembered.ts";
import { canvasContext, type Picture, packAtlas } from "../gl/atlas.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale } from "../gl/symbols.ts";
import { cssOf, inks } from "../ink.ts";
import { minZoomsWithoutOverlap } from "../labels/declutter.ts";
import { labelFonts } from "../labels/style.ts";
import type { DrawnUnit } from "../plan/style.ts";

const sizePx = 12;
const lineHeight = 16;
const padding = 6;
const fonts = [600, 400].map((weight) => `${weight} ${sizePx}px ${labelFonts}`);

let measuring: CanvasRenderingContext2D | undefined;

/** The names and figures of a plan's units, on plates over everything else. */
export const unitNames: LayerKind<"unit-names", readonly DrawnUnit[], { readonly theme: Theme }, Layer> = {
  id: "unit-names",
  build(units, { theme }) {
    const shown = units.filter(({ lon }) => Number.isFinite(lon));
    if (shown.length === 0) return [];
    const { sprites, atlas } = remembered(units, `names ${theme} ${pixelScale()}`, () => namedSprites(shown, theme));
    return [new SpritesLayer({ id: "unit-names", data: sprites, atlas })];
  },
  legend: () => null,
};

/** Names with the most atoms first; one that has no room is seen once the map is nearer. */
function namedSprites(units: readonly DrawnUnit[], theme: Theme) {
  const ordered = units.toSorted((a, b) => b.atoms - a.atoms);
  const pictures = ordered.map((unit) => plate(unit, theme));
  const boxes = ordered.map(({ lon, lat }, i) => {
    const { width = 0, height = 0 } = pictures[i] ?? {};
    return { x: mercatorX(lon), y: mercatorY(lat), width, height, minZoom: 0 };
  });
  return {
    sprites: {
      length: ordered.length,
      positions: Float64Array.from(ordered.flatMap(({ lon, lat }) => [lon, lat])),
      frames: Uint16Array.from(ordered, (_, i) => i),
      minZooms: minZoomsWithoutOverlap(boxes),
    },
    atlas: packAtlas(pictures, pixelScale()),
  };
}

function plate({ name, figure, locked }: DrawnUnit, theme: Theme): Picture {
  const { halo, strongLabel, label } = inks[theme];
  const lines = [locked ? `${name} ■` : name, figure];
  const widths = lines.map((line, i) => widthOf(line, fonts[i] ?? ""));
  const width = Math.ceil(Math.max(...widths)) + 2 * padding;
  const height = lines.length * lineHeight + 2 * padding;
  return {
    width,
    height,
    draw(context) {
      context.beginPath();
      context.roundRect(-width / 2, -height / 2 + 2, width, height - 4, 4);
      context.fillStyle = cssOf(halo, 0.88);
      context.fill();
      context.textAlign = "center";
      context.textBaseline = "middle";
      lines.forEach((line, i) => {
        context.font = fonts[i] ?? "";
        context.fillStyle = cssOf(i === 0 ? strongLabel : label);
        context.fillText(line, 0, (i - (lines.length - 1) / 2) * lineHeight);
      });
    },
  };
}

function widthOf(line: string, font: string): number {
  measuring ??= canvasContext(1, 1);
  measuring.font = font;
  return measuring.measureText(line).width;
}
