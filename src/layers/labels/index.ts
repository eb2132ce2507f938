import type { Layer } from "@deck.gl/core";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { mercatorX, mercatorY } from "../../lib/mercator.ts";
import { remembered } from "../../lib/remembered.ts";
import { type Atlas, packAtlas } from "../gl/atlas.ts";
import { type Sprites, SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import type { Still } from "../still.ts";
import { type LabelBox, minZoomsWithoutOverlap } from "./declutter.ts";
import { labelsLegend } from "./legend.ts";
import { type LabelPicture, labelPicture } from "./picture.ts";
import { type Label, type LabelsData, type LabelsStyle, labelFace, labelKinds } from "./style.ts";

/** Names in the browser's own lettering, few enough at every zoom that none touches another. */
export const labels: LayerKind<"labels", LabelsData, LabelsStyle, Layer, Still> = {
  id: "labels",
  build(data, { theme }) {
    if (data.length === 0) return [];
    const { sprites, atlas } = remembered(data, `${theme} ${pixelScale()}`, () => labelSprites(data, theme));
    return [new SpritesLayer({ id: "labels", data: sprites, atlas })];
  },
  paint(still, data, { theme }) {
    for (const { label, picture, angleDeg, minZoom } of placedLabels(data, theme)) {
      if (minZoom <= still.zoom) still.picture(picture, { ...label, angleDeg });
    }
  },
  legend: labelsLegend,
};

/** A label with its picture, the turn of it, and the zoom from which there is room for it. */
interface PlacedLabel {
  readonly label: Label;
  readonly picture: LabelPicture;
  readonly angleDeg: number;
  readonly minZoom: number;
}

function placedLabels(data: LabelsData, theme: Theme): readonly PlacedLabel[] {
  return remembered(data, `placed ${theme}`, () => {
    const ordered = [...data].sort(
      (a, b) =>
        labelKinds.indexOf(a.kind) - labelKinds.indexOf(b.kind) || b.rank - a.rank || (a.text < b.text ? -1 : 1),
    );
    const drawn = ordered.map((label) => {
      const { text, kind, angleDeg = 0 } = label;
      const picture = labelPicture(text, labelFace(kind, theme), { halo: inks[theme].halo, angleDeg });
      return { label, picture, angleDeg: Math.abs(picture.angleDeg) < 1 ? 0 : picture.angleDeg };
    });
    const minZooms = minZoomsWithoutOverlap(drawn.map(({ label, picture }) => boxOf(label, picture, theme)));
    return drawn.map((one, i) => ({ ...one, minZoom: minZooms[i] ?? Number.POSITIVE_INFINITY }));
  });
}

function labelSprites(data: LabelsData, theme: Theme): { sprites: Sprites; atlas: Atlas } {
  const placed = placedLabels(data, theme);
  const sprites = {
    length: placed.length,
    positions: Float64Array.from(placed.flatMap(({ label: { lon, lat } }) => [lon, lat])),
    frames: Uint16Array.from(placed, (_, i) => i),
    angles: Float32Array.from(placed, ({ angleDeg }) => angleDeg),
    minZooms: Float32Array.from(placed, ({ minZoom }) => minZoom),
  };
  return {
    sprites,
    atlas: packAtlas(
      placed.map(({ picture }) => picture),
      pixelScale(),
    ),
  };
}

/** The box around a label as it is turned, with its margin. */
function boxOf({ lon, lat, kind }: Label, picture: LabelPicture, theme: Theme): LabelBox {
  const { width, height, angleDeg } = picture;
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
