import type { Theme } from "../domain/document.ts";
import { layerKinds } from "../layers/index.ts";
import { markedCells, type ShownAreas } from "./linked-rows.ts";
import { type SceneLayer, sceneLayer } from "./scene-layer.ts";

/** The outlines of made cells that stand out, under ids of their own beside the page's outlines of areas. */
export function cellMarks(shown: ShownAreas, theme: Theme): SceneLayer[] {
  const marks = markedCells(shown).map((mark) => ({ ...mark, areas: shown.areas }));
  if (marks.length === 0) return [];
  const layer = sceneLayer(layerKinds.highlight, marks, { theme });
  return [{ ...layer, build: () => layer.build().map((drawn) => drawn.clone({ id: `cell-${drawn.id}` })) }];
}
