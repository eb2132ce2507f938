import type { Attribute } from "@deck.gl/core";

/** Two triangles for each run of four vertices. */
export function fillQuadIndices(target: Attribute, quads: number): void {
  const indices = new Uint32Array(quads * 6);
  for (let i = 0; i < quads; i++) {
    const first = 4 * i;
    indices.set([first, first + 1, first + 2, first + 2, first + 1, first + 3], 6 * i);
  }
  target.value = indices;
}
