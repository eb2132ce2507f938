import type { Polygons } from "../../../domain/geometry.ts";
import { layerKinds } from "../../../layers/index.ts";
import { remembered } from "../../../lib/remembered.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { defectKinds } from "../kernel/defect-kinds.ts";
import { breachesOf } from "./cells.ts";
import { movedPieces } from "./crossed.ts";
import { shownCheck } from "./shown.ts";
import type { BoundaryResult, CellCheck, Crossing, Known, Output } from "./types.ts";

type LayerData = Parameters<typeof layerKinds.defects.build>[0];

/** So many of a list have their number on the map. */
export const mostNumbers = 20;

/** What the open page shows on the map: faces and lines, and the numbers of the list. */
export function pictureOf(
  result: BoundaryResult,
  { document }: AppState,
  { chosen, list }: { readonly chosen: number | null; readonly list: string },
): SceneLayer[] {
  const { theme } = document;
  const picture = pictureOfPage(result);
  if (!picture) return [];
  const data = remembered(picture.source, `layer ${picture.key}`, picture.make);
  const numbers = remembered(picture.source, `numbers ${picture.key}`, () => ({
    list: "boundary",
    positions: picture.positions().subarray(0, 2 * mostNumbers),
  }));
  const strong = data.polygons.featureOffsets.length > 1 && chosen !== null ? picture.strong(chosen, list) : -1;
  return [
    sceneLayer(layerKinds.defects, data, { theme, strong }),
    ...(numbers.positions.length > 0 ? [sceneLayer(layerKinds.numbers, numbers, { theme })] : []),
  ];
}

interface Picture {
  /** What the picture follows from: it is made again when this is another. */
  readonly source: object;
  readonly key: string;
  readonly make: () => LayerData;
  readonly positions: () => Float64Array;
  /** The face of a row of a list, -1 for none. */
  readonly strong: (row: number, list: string) => number;
}

function pictureOfPage(result: BoundaryResult): Picture | null {
  const { checks, cross, known, cells, input } = result;
  const check = checks && shownCheck(input, checks);
  const { crossShare } = input.settings.form;
  if (check) return checkPicture(check.output);
  if (cross) return crossPicture(cross);
  if (known) return knownPicture(known);
  return cells ? cellPicture(cells, crossShare) : null;
}

/** Outlines among the columns of a result. */
export function polygonsOf(output: Output, name: "shape" | "repaired" | "piece" | "grid"): Polygons {
  return {
    coordinates: output[`${name}Coordinates`],
    ringOffsets: output[`${name}Rings`],
    polygonOffsets: output[`${name}Polygons`],
    featureOffsets: output[`${name}Features`],
  };
}

const classes = ["overlap", "gap", "open-gap", "unmatched", "ring"];

function checkPicture(output: Output): Picture {
  const codes = output.kind.map((kind) => Math.min(kind, classes.length - 1));
  const make = (): LayerData => ({
    polygons: polygonsOf(output, "shape"),
    codes,
    classes,
    counts: classes.map((_, code) => codes.filter((own) => own === code).length),
    lines: [2, 3].map((code) => {
      const rows = [...codes.keys()].filter((row) => codes[row] === code);
      const ends = rows.map((row) =>
        output.lineEnds.subarray(4 * (output.lineStart[row] ?? 0), 4 * (output.lineStart[row + 1] ?? 0)),
      );
      return { code, segments: segmentsOf(ends) };
    }),
  });
  const positions = () => interleaved(output.lon, output.lat);
  return { source: output, key: `check ${defectKinds.length}`, make, positions, strong: (row) => row };
}

function segmentsOf(parts: readonly ArrayLike<number>[]) {
  const ends = Float64Array.from(parts.flatMap((part) => Array.from(part)));
  return { length: ends.length / 4, ends };
}

function interleaved(lon: ArrayLike<number>, lat: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: 2 * lon.length }, (_, i) => (i % 2 === 0 ? lon : lat)[i >> 1] ?? Number.NaN);
}

/** The rows of a set of polygons, as a set. */
function someOf(
  { coordinates, ringOffsets, polygonOffsets, featureOffsets }: Polygons,
  rows: readonly number[],
): Polygons {
  const at = (offsets: Uint32Array, i: number) => offsets[i] ?? 0;
  const rings: number[] = [0];
  const polygons: number[] = [0];
  const features: number[] = [0];
  const points: number[] = [];
  for (const row of rows) {
    for (let p = at(featureOffsets, row); p < at(featureOffsets, row + 1); p++) {
      for (let r = at(polygonOffsets, p); r < at(polygonOffsets, p + 1); r++) {
        points.push(...coordinates.subarray(2 * at(ringOffsets, r), 2 * at(ringOffsets, r + 1)));
        rings.push(points.length / 2);
      }
      polygons.push(rings.length - 1);
    }
    features.push(polygons.length - 1);
  }
  return {
    coordinates: Float64Array.from(points),
    ringOffsets: Uint32Array.from(rings),
    polygonOffsets: Uint32Array.from(polygons),
    featureOffsets: Uint32Array.from(features),
  };
}

const noLines = { length: 0, ends: new Float64Array() };

/** Land that moves, over the outlines of the proposed grid. */
function crossPicture(cross: Crossing): Picture {
  const { output } = cross;
  const moved = movedPieces(cross);
  const make = (): LayerData => {
    const grids = polygonsOf(output, "grid");
    return {
      polygons: someOf(polygonsOf(output, "piece"), moved),
      codes: new Uint8Array(moved.length),
      classes: ["moved", "grid"],
      counts: [moved.length, output.gridCore.length],
      lines: [{ code: 1, segments: output.gridCore.length > 0 ? ringSegments(grids) : noLines }],
    };
  };
  const strong = (row: number, list: string) => (list === "moves" ? row : -1);
  return { source: output, key: "cross", make, positions: () => new Float64Array(), strong };
}

function ringSegments({ coordinates, ringOffsets }: Polygons) {
  const ends: number[] = [];
  for (let r = 0; r + 1 < ringOffsets.length; r++) {
    for (let v = 2 * (ringOffsets[r] ?? 0); v + 2 < 2 * (ringOffsets[r + 1] ?? 0); v += 2)
      ends.push(...coordinates.subarray(v, v + 4));
  }
  return { length: ends.length / 4, ends: Float64Array.from(ends) };
}

function knownPicture({ police, policeLevel, estates, lanes, tables, laneEdges }: Known): Picture {
  const found = (finding: typeof police) => (finding.state === "assessed" ? finding.found : []);
  const precincts = policeLevel
    ? someOf(
        policeLevel.polygons,
        found(police).map(({ row }) => row),
      )
    : null;
  const cut = someOf(
    tables.estates.polygons,
    found(estates).map(({ row }) => row),
  );
  const make = (): LayerData => {
    const { coordinates, lineOffsets } = tables.lanes.lines;
    const pieces = found(lanes)
      .flatMap(({ row }) => laneEdges[row] ?? [])
      .flatMap((edge) => {
        const all: number[][] = [];
        for (let v = 2 * (lineOffsets[edge] ?? 0); v + 2 < 2 * (lineOffsets[edge + 1] ?? 0); v += 2)
          all.push([...coordinates.subarray(v, v + 4)]);
        return all;
      });
    return {
      polygons: cut,
      codes: new Uint8Array(cut.featureOffsets.length - 1),
      classes: ["cut", "station"],
      counts: [found(estates).length + found(lanes).length, found(police).length],
      lines: [
        { code: 0, segments: segmentsOf(pieces) },
        { code: 1, segments: precincts ? ringSegments(precincts) : noLines },
      ],
    };
  };
  return {
    source: tables,
    key: `known ${found(police).length} ${found(lanes).length} ${cut.coordinates.length}`,
    make,
    positions: () => new Float64Array(),
    strong: (row, list) => (list === "estates" ? row : -1),
  };
}

function cellPicture(check: CellCheck, least: number): Picture {
  const breaches = breachesOf(check, least);
  const rows = [...new Set(breaches.map(({ cell }) => cell))];
  const make = (): LayerData => ({
    polygons: someOf(check.table.polygons, rows),
    codes: new Uint8Array(rows.length),
    classes: ["cell"],
    counts: [rows.length],
    lines: [],
  });
  const strong = (row: number) => rows.indexOf(breaches[row]?.cell ?? -1);
  return { source: check, key: `cells ${least}`, make, positions: () => new Float64Array(), strong };
}
