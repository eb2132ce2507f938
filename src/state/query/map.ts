import type { Database } from "../../data/duckdb/index.ts";
import type { AreaTable } from "../../domain/area-table.ts";
import type { Fault } from "../../domain/fault.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import { labelPoints, polygonSet } from "../../lib/polygon-set.ts";
import { quoted } from "../../lib/sql/names.ts";
import { shapedSql } from "../../lib/sql/shaping.ts";
import { type FlatGeometry, readWkb } from "../../lib/wkb.ts";
import { createLocalStore } from "../local-store.ts";
import { createRunner } from "../runs.ts";
import type { SceneLayer } from "../scene-layer.ts";
import { currentLive } from "../session.ts";
import { store } from "../store.ts";
import { type MapData, mapLayers } from "./map-layers.ts";
import { colourColumns, type MapChoice, mapChoices } from "./places.ts";
import { queries, shownTable } from "./store.ts";

/** More than this the map does not draw one by one; it is said how many are left out. */
export const mostOnMap = 50_000;
const mostColours = 8;

/** What of the result is on the map, in numbers: things drawn, and rows that have no place there. */
export interface Mapped {
  readonly choice: MapChoice;
  readonly colour: string | null;
  readonly drawn: number;
  readonly placeless: number;
  readonly leftOut: number;
  readonly level: AreaLevel | null;
}

/** What is on the map now. */
export const mapped = createLocalStore<{ readonly shown: Mapped | null; readonly fault: Fault | null }>({
  shown: null,
  fault: null,
});

let data: MapData | null = null;
let opened = false;

const runner = createRunner<{ readonly shown: Mapped; readonly data: MapData }>((run) => {
  if (run.status === "failed") mapped.setState({ fault: run.fault });
  if (run.status !== "ready") return;
  data = run.value.data;
  mapped.setState({ shown: run.value.shown, fault: null });
  draw();
});

/** Puts the rows that the filters let through on the map. */
export function showOnMap(wanted?: { readonly choice: MapChoice; readonly colour: string | null }): void {
  const table = shownTable(queries.getState());
  const [first] = table ? mapChoices(table.columns) : [];
  const choice = wanted?.choice ?? first;
  if (!table || !choice) return;
  const colour = wanted ? wanted.colour : defaultColour(colourColumns(table.columns, choice), choice);
  const { filters } = queries.getState().shaping;
  const source = shapedSql(table.table, table.columns, { sort: null, filters });
  void runner.start(async () => {
    const database = await currentLive().database();
    if (choice.kind === "areas") return ofAreas(database, source, { choice, colour });
    return choice.kind === "points"
      ? ofPoints(database, source, { choice, colour })
      : ofShapes(database, source, { choice, colour });
  });
}

/** Areas are coloured by the last number of a row, which in most queries is its result; points by nothing. */
function defaultColour(columns: readonly string[], { kind }: MapChoice): string | null {
  return kind === "points" ? null : (columns.at(-1) ?? null);
}

/** Takes the result off the map. */
export function clearMap(): void {
  runner.cancel();
  data = null;
  mapped.setState({ shown: null, fault: null });
  draw();
}

type Kind<K extends MapChoice["kind"]> = {
  readonly choice: Extract<MapChoice, { kind: K }>;
  readonly colour: string | null;
};

async function ofAreas(database: Database, source: string, { choice, colour }: Kind<"areas">) {
  const value = colour === null ? "count(*)" : `avg(${quoted(colour)}::DOUBLE)`;
  const id = quoted(choice.id);
  const answer = await database.query(
    `SELECT ${id}::VARCHAR AS id, ${value}::DOUBLE AS v, count(*) AS n FROM (${source}) GROUP BY 1`,
  );
  const [ids, values, counts] = [answer.texts("id"), answer.numbers("v"), answer.numbers("n")];
  const rowOf = new Map(ids.map((one, row) => [one, row]));
  const matches = (table: AreaTable) => table.ids.reduce((sum, one) => sum + (rowOf.has(one) ? 1 : 0), 0);
  const [areas] = [...store.getState().session.areas.values()].toSorted((a, b) => matches(b) - matches(a));
  const found = areas ? areas.ids.map((one) => rowOf.get(one)) : [];
  const rows = (list: Iterable<number | undefined>) =>
    [...list].reduce<number>((sum, row) => sum + (row === undefined ? 0 : (counts[row] ?? 0)), 0);
  const drawn = found.filter((row) => row !== undefined).length;
  const shown: Mapped = {
    choice,
    colour,
    drawn,
    placeless: rows(ids.keys()) - rows(found),
    leftOut: 0,
    level: areas?.level ?? null,
  };
  const repeated = counts.some((n) => n > 1) && colour !== null;
  const ofRow = Float64Array.from(found, (row) => (row === undefined ? Number.NaN : (values[row] ?? Number.NaN)));
  const drawnData: MapData =
    areas && drawn > 0 ? { kind: "areas", areas, values: ofRow, title: colour, mean: repeated } : { kind: "nothing" };
  return { shown, data: drawnData };
}

async function ofPoints(database: Database, source: string, { choice, colour }: Kind<"points">) {
  const [lon, lat] = [quoted(choice.lon), quoted(choice.lat)];
  const usable = `isfinite(${lon}::DOUBLE) AND isfinite(${lat}::DOUBLE) AND abs(${lat}) <= 85 AND abs(${lon}) <= 180`;
  const code = colour === null ? "''" : `${quoted(colour)}::VARCHAR`;
  const [count] = (
    await database.query(`SELECT count(*) AS n, count(*) FILTER (${usable}) AS placed FROM (${source})`)
  ).rows();
  const answer = await database.query(
    `SELECT ${lon}::DOUBLE AS lon, ${lat}::DOUBLE AS lat, ${code} AS code FROM (${source}) WHERE ${usable} LIMIT ${mostOnMap}`,
  );
  const [x, y, codes] = [answer.numbers("lon"), answer.numbers("lat"), answer.texts("code")];
  const positions = Float64Array.from({ length: 2 * x.length }, (_, k) => (k % 2 === 0 ? x : y)[k >> 1] ?? 0);
  const placed = Number(count?.placed ?? 0);
  const shown: Mapped = {
    choice,
    colour,
    drawn: x.length,
    placeless: Number(count?.n ?? 0) - placed,
    leftOut: placed - x.length,
    level: null,
  };
  return { shown, data: { kind: "points", positions, ...namedCodes(codes), title: colour } satisfies MapData };
}

/** The most frequent values with a colour each; the others share the last one. */
function namedCodes(codes: readonly string[]): { readonly names: readonly string[]; readonly codes: Uint8Array } {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a).map(([code]) => code);
  const names = byCount.length > mostColours ? [...byCount.slice(0, mostColours - 1), "…"] : byCount;
  const last = names.length - 1;
  const index = new Map(byCount.map((code, i) => [code, Math.min(i, last)]));
  return { names, codes: Uint8Array.from(codes, (code) => index.get(code) ?? last) };
}

async function ofShapes(database: Database, source: string, { choice, colour }: Kind<"shapes">) {
  const value = colour === null ? "NULL::DOUBLE" : `${quoted(colour)}::DOUBLE`;
  const shape = quoted(choice.shape);
  const answer = await database.query(`SELECT ${shape} AS shape, ${value} AS v FROM (${source}) LIMIT ${mostOnMap}`);
  const shapes = answer.rows().map(({ shape: bytes }) => (bytes instanceof Uint8Array ? readWkb(bytes) : null));
  const total = (await database.query(`SELECT count(*) AS n FROM (${source})`)).numbers("n")[0] ?? 0;
  const values = answer.numbers("v");
  const drawn = shapes.filter((one) => one !== null).length;
  const shown: Mapped = {
    choice,
    colour,
    drawn,
    placeless: shapes.length - drawn,
    leftOut: total - shapes.length,
    level: null,
  };
  return { shown, data: shapesData(shapes, values, colour) };
}

/** Shapes are drawn as what most of them are. */
function shapesData(shapes: readonly (FlatGeometry | null)[], values: Float64Array, title: string | null): MapData {
  const of = (...kinds: readonly string[]) =>
    [...shapes.keys()].filter((row) => kinds.includes(shapes[row]?.kind ?? ""));
  const [areas, lines, points] = [of("Polygon", "MultiPolygon"), of("LineString"), of("Point")];
  const some = (rows: readonly number[]) => rows.flatMap((row) => shapes[row] ?? []);
  const valuesOf = (rows: readonly number[]) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  if (points.length > areas.length && points.length > lines.length) {
    const positions = Float64Array.from(some(points).flatMap(({ coords }) => [coords[0] ?? 0, coords[1] ?? 0]));
    return { kind: "points", positions, codes: new Uint8Array(points.length), names: [""], title: null };
  }
  if (lines.length > areas.length) return { kind: "lines", lines: some(lines), values: valuesOf(lines), title };
  if (areas.length === 0) return { kind: "nothing" };
  const polygons = polygonSet(some(areas));
  const table: AreaTable = {
    level: "cell",
    rows: areas.length,
    ids: areas.map(String),
    names: areas.map(String),
    areaKm2: new Float64Array(areas.length),
    residents: new Float64Array(areas.length),
    polygons,
    labelPoints: labelPoints(polygons),
  };
  return { kind: "areas", areas: table, values: valuesOf(areas), title, mean: false };
}

function draw(): void {
  if (!opened) return;
  const layers: readonly SceneLayer[] = data ? mapLayers(data, store.getState()) : [];
  store.setState({ viewLayers: layers });
}

/** Opens the view's part of the map; returns how to close it. The result on it stays for the next time. */
export function openMap(): () => void {
  opened = true;
  const running = queries.getState().run.status === "running";
  store.setState({ viewBusy: running });
  draw();
  const look = ({ document, viewport }: ReturnType<typeof store.getState>) =>
    [document.theme, document.locale, viewport] as const;
  const undraw = store.subscribe(look, draw, { equalityFn: (a, b) => a.every((item, i) => item === b[i]) });
  return () => {
    opened = false;
    undraw();
    const other = store.getState().document.view !== "overview";
    store.setState({ viewLayers: other ? [] : null, viewBusy: other });
  };
}
