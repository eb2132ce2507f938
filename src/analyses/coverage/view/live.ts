import type { AreaTable } from "../../../domain/area-table.ts";
import { CoverageRaster, type Footprints } from "../../../lib/coverage-raster.ts";
import { type Plane, toPlane } from "../../../lib/plane.ts";
import { finished } from "../../../lib/progress.ts";
import { polygonRuns } from "../../../lib/scan-lines.ts";
import { type RasterFrame, wholeRuns } from "../../../lib/scanline.ts";
import { flatPolygons } from "../../../state/city-tables.ts";
import { LiveCoverage } from "../kernel/live.ts";
import { watchStreets } from "../kernel/watch.ts";
import type { CoverageResult } from "./compute.ts";

/** What is seen now, with the cameras switched off that the user switched off a moment ago. */
export interface Figures {
  /** m² seen by ≥ 1, ≥ 2, ≥ 3 cameras, interleaved by area. */
  readonly areaSeenM2: Float64Array;
  readonly seenM2: number;
  readonly streetMetres: number;
  readonly streetSeen: readonly [number, number, number];
  /** Share of each key place's frontage that is seen. */
  readonly placeSeen: Float64Array;
}

/** A result with an output. */
export type Solved = CoverageResult & { readonly output: NonNullable<CoverageResult["output"]> };

export function isSolved(result: CoverageResult): result is Solved {
  return result.output !== null;
}

/** The rasters of a result on the page, so that a camera can be switched without asking a worker. */
export class LiveCity {
  readonly frame: RasterFrame;
  readonly plane: Plane;
  readonly footprints: Footprints;
  readonly areas: AreaTable | null;
  readonly live: LiveCoverage;
  readonly reach: CoverageRaster;
  readonly reachOn: Uint8Array;
  private readonly watch: Uint8Array;
  /** The result that was followed last, and the cells seen then: what has changed since is added in cells. */
  private settled: { readonly areaSeenM2: Float64Array; readonly cells: Float64Array };
  private readonly streets: Float64Array;
  private readonly streetStart: Uint32Array;

  constructor({ city, seen, output, input }: Solved) {
    const { frame, plane } = framesOf(output);
    this.frame = frame;
    this.plane = plane;
    this.footprints = seen;
    this.areas = input.areas;
    const runs = areaRuns(frame, plane, input.areas);
    this.watch = Uint8Array.from(output.cameraWatch, (watch) => (watch === 1 ? 2 : 1));
    this.live = new LiveCoverage(frame, seen, runs, new Uint8Array(city.cameras.rows));
    this.reach = new CoverageRaster(frame);
    this.reachOn = new Uint8Array(city.cameras.rows);
    this.streets = toPlane(plane, city.roads.coordinates);
    this.streetStart = city.roads.lineStart;
    this.settled = this.follow(output);
  }

  /** Switches cameras until those with a role in a result are on, and no others. */
  follow({ cameraRole, areaSeenM2, areaSeen2M2, areaSeen3M2 }: Output) {
    cameraRole.forEach((is, camera) => this.set(camera, is !== 0));
    const exact = [areaSeenM2, areaSeen2M2, areaSeen3M2];
    const interleaved = Float64Array.from({ length: 3 * areaSeenM2.length }, (_, i) => {
      return exact[i % 3]?.[Math.floor(i / 3)] ?? 0;
    });
    this.settled = { areaSeenM2: interleaved, cells: this.live.areaSeen.slice() };
    return this.settled;
  }

  isOn(camera: number): boolean {
    return this.live.on[camera] !== 0 || this.reachOn[camera] !== 0;
  }

  set(camera: number, on: boolean): void {
    if (this.watch[camera] === 1) this.live.set(camera, on);
    else if ((this.reachOn[camera] !== 0) !== on) {
      this.reachOn[camera] = on ? 1 : 0;
      this.reach.addFootprint(this.footprints, camera, on ? 1 : -1);
    }
  }

  figures({ output, input }: CoverageResult): Figures {
    const cellM2 = this.frame.cell ** 2;
    const areaSeenM2 = this.areaSeenM2(cellM2);
    const rasters = { frame: this.frame, seen: this.live.raster, reach: this.reach };
    const { total, seen1, seen2, seen3 } = watchStreets(rasters, this.streets, this.streetStart);
    const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
    return {
      areaSeenM2,
      seenM2: areaSeenM2.reduce((all, m2, i) => (i % 3 === 0 ? all + m2 : all), 0),
      streetMetres: sum(total),
      streetSeen: [sum(seen1), sum(seen2), sum(seen3)],
      placeSeen: output
        ? Float64Array.from(output.placeTotal, (m2, p) => {
            const [x, y] = [this.x(output.placeFrontLon[p]), this.y(output.placeFrontLat[p])];
            return m2 > 0 ? (this.seenAround(x, y, input.settings.form.frontageMetres) * cellM2) / m2 : 0;
          })
        : new Float64Array(),
    };
  }

  /** m² of each area as the result has them, and the cells that have changed since. */
  private areaSeenM2(cellM2: number): Float64Array {
    const { areaSeenM2, cells } = this.settled;
    return areaSeenM2.map((m2, i) => Math.max(0, m2 + ((this.live.areaSeen[i] ?? 0) - (cells[i] ?? 0)) * cellM2));
  }

  x(lon = Number.NaN): number {
    return (lon - this.plane.lon) * this.plane.metresPerLon;
  }

  y(lat = Number.NaN): number {
    return (lat - this.plane.lat) * this.plane.metresPerLat;
  }

  /** Cells whose centre is within `metres` of a place and that a camera always sees. */
  private seenAround(x: number, y: number, metres: number): number {
    const { frame } = this;
    let cells = 0;
    const last = Math.floor((y + metres - frame.y) / frame.cell);
    for (let row = Math.floor((y - metres - frame.y) / frame.cell); row <= last; row++) {
      const dy = frame.y + (row + 0.5) * frame.cell - y;
      const half = Math.sqrt(metres * metres - dy * dy);
      if (!(half > 0)) continue;
      const to = Math.ceil((x + half - frame.x) / frame.cell - 0.5);
      for (let column = Math.ceil((x - half - frame.x) / frame.cell - 0.5); column < to; column++) {
        if (this.live.raster.depthAt(column, row) > 0) cells++;
      }
    }
    return cells;
  }

  /** Metres from a place to the nearest ground that is always seen, looked for up to `reachMetres`; Infinity beyond. */
  metresToSeen(lon: number, lat: number, reachMetres: number): number {
    const { cell, x, y } = this.frame;
    const step = Math.max(1, Math.round(6 / cell));
    const column = Math.floor((this.x(lon) - x) / cell);
    const row = Math.floor((this.y(lat) - y) / cell);
    const reach = Math.ceil(reachMetres / cell);
    let best = Number.POSITIVE_INFINITY;
    for (let dr = -reach; dr <= reach; dr += step) {
      for (let dc = -reach; dc <= reach; dc += step) {
        const squared = dr * dr + dc * dc;
        if (squared < best && this.live.raster.depthAt(column + dc, row + dr) > 0) best = squared;
      }
    }
    return Math.sqrt(best) * cell;
  }
}

type Output = NonNullable<CoverageResult["output"]>;

/** The plane and the raster that a result speaks of. */
export function framesOf({ frame: numbers }: Pick<Output, "frame">): {
  readonly frame: RasterFrame;
  readonly plane: Plane;
} {
  const [lon = 0, lat = 0, metresPerLon = 1, metresPerLat = 1, x = 0, y = 0, cell = 1, columns = 1, rows = 1] = numbers;
  return { plane: { lon, lat, metresPerLon, metresPerLat }, frame: { x, y, cell, columns, rows } };
}

function areaRuns(frame: RasterFrame, plane: Plane, areas: AreaTable | null) {
  if (!areas) return { runs: wholeRuns(frame), count: 1 };
  const { coordinates, ringStart, featureStart } = flatPolygons(areas.polygons);
  const drawing = polygonRuns(frame, { points: toPlane(plane, coordinates), ringStart, featureStart });
  return { runs: finished(drawing), count: areas.rows };
}
