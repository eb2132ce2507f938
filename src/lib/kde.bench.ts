import { contiguity } from "./contiguity.ts";
import { h3CellAt } from "./h3.ts";
import { densityRaster } from "./kde.ts";
import { networkDensity } from "./network-kde.ts";
import { createRandom } from "./random.ts";
import { cellPolygons, tessellate } from "./tessellation.ts";

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

function milliseconds(kernel: () => Generator<number, unknown, void>): number {
  const from = performance.now();
  const running = kernel();
  while (!running.next().done);
  return performance.now() - from;
}

/** Density on a raster and along streets, and neighbours of polygons. */
export async function benches(): Promise<Figure[]> {
  const random = createRandom(1);
  const weight = new Float64Array(1_000_000);
  for (let k = 0; k < 300_000; k++) weight[random.below(1_000_000)]++;
  const raster = { columns: 1000, rows: 1000, cellMetres: 25, weight, edge: "none" } as const;
  const hexagons = tessellate("hexagon", { minX: 0, minY: 0, maxX: 1000, maxY: 1000 }, 10);
  const outlines = cellPolygons(
    hexagons,
    Uint32Array.from({ length: hexagons.columns * hexagons.rows }, (_, i) => i),
  );
  const from = performance.now();
  contiguity(outlines, "queen", 1e-3);
  const neighbours = performance.now() - from;
  return [
    {
      name: "Gaussian density, 1,000 × 1,000 cells, bandwidth 20 cells",
      value: milliseconds(() => densityRaster({ ...raster, shape: "gaussian", bandwidthMetres: 500 })),
      unit: "ms",
    },
    {
      name: "quartic density, 1,000 × 1,000 cells, bandwidth 20 cells",
      value: milliseconds(() => densityRaster({ ...raster, shape: "quartic", bandwidthMetres: 500 })),
      unit: "ms",
    },
    { name: "street density, 20,000 streets, 100,000 cases", value: streetDensity(), unit: "ms" },
    { name: "H3 cells of 1,000,000 cases, level 9", value: h3Cells(), unit: "ms" },
    { name: `queen neighbours of ${hexagons.columns * hexagons.rows} polygons`, value: neighbours, unit: "ms" },
  ];
}

function h3Cells(): number {
  const random = createRandom(3);
  const from = performance.now();
  for (let k = 0; k < 1_000_000; k++) h3CellAt(121.3 + 0.3 * random.float(), 31.1 + 0.3 * random.float(), 9);
  return performance.now() - from;
}

/** A chessboard of streets 100 m long. */
function streetDensity(): number {
  const side = 100;
  const random = createRandom(2);
  const from: number[] = [];
  const to: number[] = [];
  for (let node = 0; node < side * side; node++) {
    for (const [step, inside] of [
      [1, (node + 1) % side !== 0],
      [side, node + side < side * side],
    ] as const) {
      if (!inside) continue;
      from.push(node);
      to.push(node + step);
    }
  }
  const network = {
    nodes: side * side,
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    lengthMetres: new Float64Array(from.length).fill(100),
  };
  const events = {
    edge: Uint32Array.from({ length: 100_000 }, () => random.below(from.length)),
    fraction: Float64Array.from({ length: 100_000 }, () => random.float()),
  };
  return milliseconds(() => networkDensity(network, events, { sigmaMetres: 150, spacingMetres: 20 }));
}
