import type { LegendSpec } from "../domain/layer.ts";
import type { layerKinds } from "../layers/index.ts";

/** One layer to draw: what it is made of, built only when it is drawn. */
export interface SceneLayer {
  readonly id: string;
  readonly build: () => ReturnType<typeof layerKinds.density.build>;
  readonly legend: () => LegendSpec | null;
}

/** Any kind of layer, seen as what a scene needs of it. */
interface Drawable<Data, Style> {
  readonly id: string;
  build(data: Data, style: Style): ReturnType<SceneLayer["build"]>;
  legend(data: Data, style: Style): LegendSpec | null;
}

/** A layer of a kind with its data and style. */
export function sceneLayer<Data, Style>(kind: Drawable<Data, Style>, data: Data, style: Style): SceneLayer {
  return { id: kind.id, build: () => kind.build(data, style), legend: () => kind.legend(data, style) };
}
