import type { Layer } from "@deck.gl/core";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { mercatorX, mercatorY } from "../../lib/mercator.ts";
import { remembered } from "../../lib/remembered.ts";
import { type Atlas, packAtlas } from "../gl/atlas.ts";
import { type Sprites, SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { type LabelBox, minZoomsWithoutOverlap } from "./declutter.ts";
import { labelsLegend } from "./legend.ts";
import { type LabelPicture, labelPicture } from "./picture.ts";
import { type Label, type LabelsData, type LabelsStyle, labelFace, labelKinds } from "./style.ts";

/** Names in the browser's own lettering, few enough at every zoom that none touches another. */
export const labels: LayerKind<"labels", LabelsData, LabelsStyle, Layer> = {
  id: "labels",
  build(data, { theme }) {
    if (data.length === 0) return [];
    const { sprites, atlas } = remembered(data, `${theme} ${pixelScale()}`, () => labelSprites(data, theme));
    return [new SpritesLayer({ id: "labels", data: sprites, atlas })];
  },
  legend: labelsLegend,
};

function labelSprites(data: LabelsData, theme: Theme): { sprites: Sprites; atlas: Atlas } {
  const ordered = [...data].sort(
    (a, b) => labelKinds.indexOf(a.kind) - labelKinds.indexOf(b.kind) || b.rank - a.rank || (a.text < b.text ? -1 : 1),
  );
  const pictures = ordered.map(({ text, kind, angleDeg }) =>
    labelPicture(text, labelFace(kind, theme), { halo: inks[theme].halo, angleDeg: angleDeg ?? 0 }),
  );
  const minZooms = minZoomsWithoutOverlap(ordered.map((label, i) => boxOf(label, pictures[i], theme)));
  const sprites = {
    length: ordered.length,
    positions: Float64Array.from(ordered.flatMap(({ lon, lat }) => [lon, lat])),
    frames: Uint16Array.from(ordered, (_, i) => i),
    angles: Float32Array.from(pictures, ({ angleDeg }) => (Math.abs(angleDeg) < 1 ? 0 : angleDeg)),
    minZooms,
  };
  return { sprites, atlas: packAtlas(pictures, pixelScale()) };
}

/** The box around a label as it is turned, with its margin. */
function boxOf({ lon, lat, kind }: Label, picture: LabelPicture | undefined, theme: Theme): LabelBox {
  const { width = 0, height = 0, angleDeg = 0 } = picture ?? {};
  const { marginPixels, minZoom } = labelFace(kind, theme);
  const [cos, sin] = [Math.abs(Math.cos((angleDeg * Math.PI) / 180)), Math.abs(Math.sin((angleDeg * Math.PI) / 180))];
  return {
    x: mercatorX(lon),
    y: mercatorY(lat),
    width: width * cos + height * sin + marginPixels,
    height: width * sin + height * cos + marginPixels / 2,
    minZoom,
  };
}
