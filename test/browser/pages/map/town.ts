import type { AreaTable, PlaceTable } from "../../../../src/domain/area-table.ts";
import type { Lines, Polygons } from "../../../../src/domain/geometry.ts";
import type { AreaLevel } from "../../../../src/domain/vocabulary.ts";
import type { BaseMap } from "../../../../src/map/base.ts";

type Point = readonly [number, number];

/** Seeded numbers in 0..1 (Park & Miller). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const origin: Point = [121.4496, 31.3055];
const turn = 0.12;
const metresPerDegree = 111_320;

/** Degrees of a place in metres east and north of the middle of the town, whose streets are turned a little. */
export function place([x, y]: Point): Point {
  const [east, north] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
  const lat = origin[1] + north / metresPerDegree;
  return [origin[0] + east / (metresPerDegree * Math.cos((origin[1] * Math.PI) / 180)), lat];
}

/** One polygon a feature, without holes, from corners in metres. */
export function polygonsOf(rings: readonly (readonly Point[])[]): Polygons {
  const coordinates: number[] = [];
  const ringOffsets = [0];
  for (const ring of rings) {
    const [first] = ring;
    for (const point of first ? [...ring, first] : ring) coordinates.push(...place(point));
    ringOffsets.push(coordinates.length / 2);
  }
  const each = Uint32Array.from({ length: rings.length + 1 }, (_, i) => i);
  return {
    coordinates: Float64Array.from(coordinates),
    ringOffsets: Uint32Array.from(ringOffsets),
    polygonOffsets: each,
    featureOffsets: each,
  };
}

function linesOf(lines: readonly (readonly Point[])[]): Lines {
  const lineOffsets = [0];
  for (const line of lines) lineOffsets.push((lineOffsets.at(-1) ?? 0) + line.length);
  return {
    coordinates: Float64Array.from(lines.flat().flatMap((point) => place(point))),
    lineOffsets: Uint32Array.from(lineOffsets),
  };
}

const [halfWidth, halfHeight] = [1650, 1250];

/** A mesh of quadrilaterals with jittered inner corners: areas that share their edges. */
function mesh(columns: number, rows: number, jitter: number): Point[][] {
  const random = randomNumbers(columns * 1000 + rows);
  const corners = Array.from({ length: rows + 1 }, (_, j) =>
    Array.from({ length: columns + 1 }, (_, i): Point => {
      const [dx, dy] = [random() - 0.5, random() - 0.5].map((v) => v * jitter);
      const inner = i > 0 && j > 0 && i < columns && j < rows;
      const x = -halfWidth + (2 * halfWidth * i) / columns + (inner ? dx : 0);
      return [x, -halfHeight + (2 * halfHeight * j) / rows + (inner ? dy : 0)];
    }),
  );
  return Array.from({ length: columns * rows }, (_, k) => {
    const [i, j] = [k % columns, Math.floor(k / columns)];
    return [corners[j][i], corners[j][i + 1], corners[j + 1][i + 1], corners[j + 1][i]];
  });
}

function areaTable(level: AreaLevel, rings: Point[][], name: (i: number) => string): AreaTable {
  const centres = rings.map(
    (ring): Point => [0, 1].map((k) => ring.reduce((s, p) => s + p[k], 0) / ring.length) as [number, number],
  );
  return {
    level,
    rows: rings.length,
    ids: rings.map((_, i) => `${level}-${i}`),
    names: rings.map((_, i) => name(i)),
    areaKm2: new Float64Array(rings.length).fill((4 * halfWidth * halfHeight) / 1e6 / rings.length),
    residents: new Float64Array(rings.length).fill(1000),
    polygons: polygonsOf(rings),
    labelPoints: Float64Array.from(centres.flatMap((centre) => place(centre))),
  };
}

/** The river's bank at x, offset sideways. */
const river = (x: number, off: number): Point => [x, 420 + 170 * Math.sin(x / 620) + off];

function buildings(count: number): Point[][] {
  const random = randomNumbers(7);
  const all: Point[][] = [];
  for (let x = -halfWidth + 20; x < halfWidth && all.length < count; x += 46) {
    for (let y = -halfHeight + 20; y < halfHeight && all.length < count; y += 26) {
      const [w, h] = [22 + random() * 16, 9 + random() * 5];
      const nearRoad = Math.abs(((x + halfWidth) % 275) - 5) < 22 || Math.abs(((y + halfHeight) % 250) - 5) < 18;
      const nearRiver = Math.abs(y - river(x, 0)[1]) < 60;
      if (nearRoad || nearRiver || random() < 0.12) continue;
      all.push([
        [x, y],
        [x + w, y],
        [x + w, y + h],
        [x, y + h],
      ]);
    }
  }
  return all;
}

const streetNames = [
  "场中路",
  "汶水路",
  "岭南路",
  "共和新路",
  "江场路",
  "平型关路",
  "临汾路",
  "闻喜路",
  "保德路",
  "阳曲路",
];

function streets() {
  const lines: Point[][] = [];
  const classes: string[] = [];
  const names: string[] = [];
  const add = (line: Point[], roadClass: string, name: string) => {
    lines.push(line);
    classes.push(roadClass);
    names.push(name);
  };
  for (let i = 0; i <= 12; i++) {
    const x = -halfWidth + 275 * i;
    const roadClass = i % 4 === 0 ? "primary" : i % 2 === 0 ? "secondary" : "branch";
    for (let y = -halfHeight; y < halfHeight; y += 250)
      add(
        [
          [x, y],
          [x, y + 250],
        ],
        roadClass,
        i % 2 === 0 ? (streetNames[i % 10] ?? "") : "",
      );
  }
  for (let j = 0; j <= 10; j++) {
    const y = -halfHeight + 250 * j;
    const roadClass = j === 5 ? "expressway" : j % 2 === 0 ? "secondary" : "branch";
    for (let x = -halfWidth; x < halfWidth; x += 275)
      add(
        [
          [x, y],
          [x + 275, y],
        ],
        roadClass,
        j % 2 === 1 ? (streetNames[(j + 3) % 10] ?? "") : "",
      );
  }
  return {
    lines: linesOf(lines),
    classes,
    names,
    ranks: classes.map((c) => ["branch", "secondary", "primary", "expressway"].indexOf(c)),
  };
}

function places(count: number, kinds: readonly string[], seed: number): PlaceTable {
  const random = randomNumbers(seed);
  const points = Array.from({ length: count }, () =>
    place([(random() * 2 - 1) * halfWidth, (random() * 2 - 1) * halfHeight]),
  );
  return {
    rows: count,
    ids: points.map((_, i) => `${i}`),
    names: points.map((_, i) => `${i}`),
    lon: Float64Array.from(points, ([lon]) => lon),
    lat: Float64Array.from(points, ([, lat]) => lat),
    kind: points.map((_, i) => kinds[i % kinds.length] ?? ""),
    azimuthDeg: Float64Array.from(points, (_, i) => (i % 5 === 0 ? Number.NaN : random() * 360)),
  };
}

const estateNames = ["阳光", "彭浦", "永和", "三泉", "保德", "银都", "延长", "共康", "洛川", "宝华"];

/** A seeded town of 900 cells, 14 grids and up to 5,000 buildings. */
export function makeTown() {
  const roads = streets();
  const bank = Array.from({ length: 45 }, (_, i) => -halfWidth - 200 + i * 84);
  const estates = mesh(12, 10, 0).filter((_, i) => i % 3 !== 0);
  const base: BaseMap = {
    water: polygonsOf([[...bank.map((x) => river(x, -22)), ...bank.map((x) => river(x, 22)).reverse()]]),
    green: polygonsOf(mesh(12, 10, 0).filter((_, i) => i % 17 === 3)),
    estates: polygonsOf(estates),
    buildings: polygonsOf(buildings(5000)),
    railway: linesOf([
      [
        [-halfWidth - 200, -900],
        [-200, -620],
        [halfWidth + 200, -760],
      ],
    ]),
    roads,
  };
  return {
    base,
    roads,
    cells: areaTable("cell", mesh(36, 25, 30), (i) => `310108${i}`),
    grids: areaTable("duty_grid", mesh(7, 2, 160), (i) => `第${i + 1}网格`),
    estates: areaTable("community", estates, (i) => `${estateNames[i % 10]}${["新村", "小区", "花园", "家园"][i % 4]}`),
    cameras: places(543, ["online", "online", "online", "online", "offline", "fault"], 11),
    facilities: places(
      60,
      [
        "bank",
        "primary",
        "health_centre",
        "gas_station",
        "police_station",
        "affairs_centre",
        "park",
        "metro",
        "elderly_care",
      ],
      5,
    ),
    stations: places(6, ["main"], 3),
  };
}
