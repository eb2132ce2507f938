import { type FilterField, filterFields } from "../../domain/case-chunk.ts";
import type { AreaRef } from "../../domain/document.ts";
import { Fault } from "../../domain/fault.ts";
import { type Measure, measures } from "../../domain/filters.ts";
import { type AreaLevel, areaLevels } from "../../domain/vocabulary.ts";
import { analysisViews } from "./findings.ts";
import type { Dimming } from "./timetable.ts";

/** What a panel shows. */
export const panelViews = [
  "map",
  "figures",
  "trend",
  "ranking",
  "changes",
  "overdue",
  "rhythm",
  "bars",
  ...analysisViews,
  "clock",
  "text",
] as const;
export type PanelView = (typeof panelViews)[number];

/** What a map panel colours: a raster of density, or areas by the panel's measure. */
export const mapSurfaces = ["density", "areas", "cameras"] as const;

/** One panel: where it is on the grid, and what it shows of which cases. */
export interface WallPanel {
  readonly id: string;
  readonly view: PanelView;
  /** First cell and extent, in cells of the grid. */
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** In place of the panel's own title; `null` has that. */
  readonly title: string | null;
  /** Only cases reported in so many days up to the data's moment; `null`: all. */
  readonly days: number | null;
  readonly measure: Measure;
  readonly field: FilterField;
  readonly level: AreaLevel | null;
  readonly surface: (typeof mapSurfaces)[number];
  readonly values: Readonly<Partial<Record<FilterField, readonly string[]>>>;
  readonly area: AreaRef | null;
  readonly text: string;
}

/** Panels that are shown together, for so long when scenes rotate. */
export interface WallScene {
  readonly name: string;
  readonly seconds: number;
  readonly panels: readonly WallPanel[];
}

/** A wall: its grid, how it is looked at, and its scenes. Kept as a file and as a link. */
export interface WallLayout {
  readonly version: 1;
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly viewingMetres: number;
  readonly heightMillimetres: number;
  readonly dimming: Dimming | null;
  readonly scenes: readonly WallScene[];
}

/** A panel with what it does not say taken from here. */
export const plainPanel: Omit<WallPanel, "id" | "view" | "column" | "row"> = {
  columns: 1,
  rows: 1,
  title: null,
  days: 30,
  measure: "count",
  field: "dept",
  level: null,
  surface: "areas",
  values: {},
  area: null,
  text: "",
};

const largest = { columns: 48, rows: 24, scenes: 64, panels: 64 } as const;

/** A layout from a file or a link. Throws `bad-input` that names what cannot be used. */
export function readLayout(value: unknown): WallLayout {
  const layout = record(value, "layout");
  if (layout.version !== 1) throw unusable("version", layout.version);
  const columns = whole(layout.columns, "columns", [1, largest.columns]);
  const rows = whole(layout.rows, "rows", [1, largest.rows]);
  const scenes = list(layout.scenes, "scenes", largest.scenes).map((scene, i) =>
    readScene(scene, i, { columns, rows }),
  );
  return {
    version: 1,
    name: text(layout.name),
    columns,
    rows,
    viewingMetres: number(layout.viewingMetres, "viewingMetres", [0.5, 50]),
    heightMillimetres: number(layout.heightMillimetres, "heightMillimetres", [50, 20_000]),
    dimming: layout.dimming === null || layout.dimming === undefined ? null : readDimming(layout.dimming),
    scenes,
  };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

function readScene(value: unknown, index: number, grid: Grid): WallScene {
  const scene = record(value, `scenes[${index}]`);
  return {
    name: text(scene.name),
    seconds: number(scene.seconds, "seconds", [1, 86_400]),
    panels: list(scene.panels, "panels", largest.panels).map((panel, i) => readPanel(panel, `${index}-${i}`, grid)),
  };
}

function readPanel(value: unknown, place: string, grid: Grid): WallPanel {
  const panel = { ...plainPanel, ...record(value, `panel ${place}`) } as Record<string, unknown>;
  const column = whole(panel.column, "column", [0, grid.columns - 1]);
  const row = whole(panel.row, "row", [0, grid.rows - 1]);
  const area = panel.area === null ? null : record(panel.area, "area");
  return {
    id: text(panel.id) || place,
    view: oneOf(panel.view, panelViews, "view"),
    column,
    row,
    columns: whole(panel.columns, "columns", [1, grid.columns - column]),
    rows: whole(panel.rows, "rows", [1, grid.rows - row]),
    title: panel.title === null ? null : text(panel.title),
    days: panel.days === null ? null : number(panel.days, "days", [1 / 24, 36_500]),
    measure: oneOf(panel.measure, measures, "measure"),
    field: oneOf(panel.field, filterFields, "field"),
    level: panel.level === null ? null : oneOf(panel.level, areaLevels, "level"),
    surface: oneOf(panel.surface, mapSurfaces, "surface"),
    values: readValues(panel.values),
    area: area && { level: oneOf(area.level, areaLevels, "area"), id: text(area.id) },
    text: text(panel.text),
  };
}

function readValues(value: unknown): WallPanel["values"] {
  const entries = Object.entries(record(value, "values"));
  return Object.fromEntries(
    entries.map(([field, values]) => [oneOf(field, filterFields, "field"), list(values, field, 200).map(text)]),
  );
}

function readDimming(value: unknown): Dimming {
  const { fromHour, toHour, brightness } = record(value, "dimming");
  return {
    fromHour: number(fromHour, "fromHour", [0, 24]),
    toHour: number(toHour, "toHour", [0, 24]),
    brightness: number(brightness, "brightness", [0.1, 1]),
  };
}

const unusable = (name: string, value: unknown) =>
  new Fault("bad-input", { name, reason: `${name}: ${JSON.stringify(value)?.slice(0, 60) ?? "nothing"}` });

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unusable(name, value);
  return value as Record<string, unknown>; // an object that is no list has names and values
}

function list(value: unknown, name: string, atMost: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > atMost) throw unusable(name, value);
  return value;
}

function number(value: unknown, name: string, [low, high]: readonly [number, number]): number {
  if (typeof value !== "number" || !(value >= low && value <= high)) throw unusable(name, value);
  return value;
}

function whole(value: unknown, name: string, range: readonly [number, number]): number {
  if (!Number.isInteger(value)) throw unusable(name, value);
  return number(value, name, range);
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 2000) : "";
}

function oneOf<T extends string>(value: unknown, known: readonly T[], name: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw unusable(name, value);
  return found;
}
