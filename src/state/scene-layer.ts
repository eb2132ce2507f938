import type { LegendSpec } from "../domain/layer.ts";
import type { layerKinds } from "../layers/index.ts";
import type { Still } from "../layers/still.ts";

/** One layer to draw: what it is made of, built only when it is drawn. */
export interface SceneLayer {
  readonly id: string;
  readonly build: () => ReturnType<typeof layerKinds.density.build>;
  readonly legend: () => LegendSpec | null;
  /** Draws it without graphics; `null` where it needs them. */
  readonly paint: ((still: Still) => void) | null;
}

/** Any kind of layer, seen as what a scene needs of it. */
interface Drawable<Data, Style> {
  readonly id: string;
  build(data: Data, style: Style): ReturnType<SceneLayer["build"]>;
  legend(data: Data, style: Style): LegendSpec | null;
  paint?(still: Still, data: Data, style: Style): void;
}

/** A layer of a kind with its data and style. */
export function sceneLayer<Data, Style>(kind: Drawable<Data, Style>, data: Data, style: Style): SceneLayer {
  const { paint } = kind;
  return {
    id: kind.id,
    build: () => kind.build(data, style),
    legend: () => kind.legend(data, style),
    paint: paint ? (still) => paint(still, data, style) : null,
  };
}
