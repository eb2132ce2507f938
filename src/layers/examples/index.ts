import type { Layer } from "@deck.gl/core";
import { ScatterplotLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";

/** Places to look at: rows that a check has hit. */
export interface ExamplesData {
  readonly positions: readonly (readonly [lon: number, lat: number])[];
}

export interface ExamplesStyle {
  readonly dark: boolean;
}

/** Rings around places, of the same size at every zoom. */
export const examples: LayerKind<"examples", ExamplesData, ExamplesStyle, Layer> = {
  id: "examples",
  build: ({ positions }, { dark }) => [
    new ScatterplotLayer<readonly [number, number]>({
      id: "examples",
      data: positions,
      getPosition: ([lon, lat]) => [lon, lat],
      radiusUnits: "pixels",
      getRadius: 7,
      stroked: true,
      filled: false,
      lineWidthUnits: "pixels",
      getLineWidth: 2.5,
      getLineColor: dark ? [242, 165, 107, 240] : [162, 72, 13, 240],
      updateTriggers: { getLineColor: [dark] },
    }),
  ],
  legend: () => null,
};
