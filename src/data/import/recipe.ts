import type { LocalText, Manifest } from "../../domain/manifest.ts";
import { bool, list, maybe, number, object, oneOf, type Place, record, type Shape, text } from "../../domain/shape.ts";
import { type TableName, tableNames, tableSpec } from "../../domain/tables.ts";
import { type AreaLevel, areaLevels } from "../../domain/vocabulary.ts";
import type { ControlPoint } from "../../lib/control-points.ts";
import { type CoordinateSystem, isCoordinateSystem } from "./coordinates.ts";

/** What a dataset says about itself, before its files are known. */
export interface DatasetMeta {
  readonly id: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly simulated: boolean;
  readonly licence: string;
  readonly attribution: string;
  readonly timeZone: string;
  readonly coordinateSystem: Manifest["coordinateSystem"];
  /** Wall-clock moment up to which the data is complete; without it, the last time in the data that is not a due time. */
  readonly asOf?: string;
  /** Local names of the levels; a level not named here gets its standard name. */
  readonly levels?: Readonly<Partial<Record<AreaLevel, LocalText>>>;
  readonly labels?: Manifest["labels"];
}

/** The version of the recipe format that this program reads. */
export const recipeFormat = "wangge-recipe/1" as const;

/** A value that a recipe may write into a field. */
export type Constant = string | number | boolean | null;

/** How times in a source column are to be read; without it they are wall-clock times already. */
export const timeKinds = [
  "wall-clock",
  "utc",
  "epoch-seconds",
  "epoch-milliseconds",
  "day-month-year",
  "month-day-year",
  "spreadsheet-days",
] as const;
export type TimeKind = (typeof timeKinds)[number];

/** What may stand between the cells of a CSV file. */
export const separators = [",", ";", "\t", "|"] as const;
export type Separator = (typeof separators)[number];

/** How one field is filled: from source columns, or with the same value in every row. */
export interface FieldRecipe {
  /** Source column, or several: the first that is not empty, or all of them with `join`. */
  readonly from?: readonly string[];
  readonly join?: string;
  /** Source value → value. A value not listed here is an error unless there is `otherwise` or `keep`. */
  readonly map?: Readonly<Record<string, Constant>>;
  readonly otherwise?: Constant;
  /** Values that `map` does not list stay as they are. */
  readonly keep?: boolean;
  readonly prefix?: string;
  readonly time?: TimeKind;
  /** The value of every row. */
  readonly value?: Constant;
}

/** One source file and the table that its rows become. */
export interface TableRecipe {
  readonly table: TableName;
  readonly file: string;
  /** Of CSV files, where it is not UTF-8: a name that `TextDecoder` knows, such as `gb18030`. */
  readonly encoding?: string;
  /** Of CSV files, what stands between cells; guessed from the first lines without it. */
  readonly separator?: Separator;
  /** Of workbooks, the sheet; the first one without it. */
  readonly sheet?: string;
  /** The system that the file's positions are in; WGS-84 without it. */
  readonly coordinates?: CoordinateSystem;
  /** Of a `local` plane: places known in both systems, x, y, longitude, latitude; two of them or more. */
  readonly controlPoints?: readonly ControlPoint[];
  /**
   * Of files of lines: makes a road network of them, split where lines meet. Edges have `$edge`, `$from`, `$to` and
   * `$length` (metres) beside their own columns; nodes have `$node`, `$lon` and `$lat`.
   */
  readonly network?: "edges" | "nodes";
  readonly fields: Readonly<Record<string, FieldRecipe>>;
}

/** Population of one level, given to other levels by the share of area they have in common. */
export interface PopulationRecipe {
  readonly from: AreaLevel;
  readonly to: readonly AreaLevel[];
}

/** How the raw files of one city become a dataset: `data/recipes/*.json`. */
export interface Recipe {
  readonly format: typeof recipeFormat;
  readonly dataset: DatasetMeta;
  readonly tables: readonly TableRecipe[];
  /** Level → the level whose areas become the parents of its areas: the one with the largest common area. */
  readonly parents?: Readonly<Partial<Record<AreaLevel, AreaLevel>>>;
  readonly population?: PopulationRecipe;
}

const filled = text(/\S/, "a text that is not empty");
const localText: Shape<LocalText> = object({ "zh-CN": filled, en: filled });
const level = oneOf(areaLevels);

const constant: Shape<Constant> = (value, { path, fail }) =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : fail(path, "a text, a number, true, false or null");

const byLevel =
  <T>(shape: Shape<T>): Shape<Readonly<Partial<Record<AreaLevel, T>>>> =>
  (value, place) => {
    const entries = record(shape)(value, place);
    for (const name of Object.keys(entries)) level(name, { ...place, path: `${place.path}.${name}` });
    // Every name has just been checked to be a level.
    return entries as Partial<Record<AreaLevel, T>>;
  };

const coordinateSystem: Shape<CoordinateSystem> = (value, { path, fail }) =>
  typeof value === "string" && isCoordinateSystem(value)
    ? value
    : fail(path, "WGS-84, CGCS2000, GCJ-02, BD-09, local or a known EPSG code such as EPSG:4549");

const controlPoint: Shape<ControlPoint> = (value, place) => {
  const [x, y, lon, lat] = list(number)(value, place);
  return x !== undefined && y !== undefined && lon !== undefined && lat !== undefined
    ? [x, y, lon, lat]
    : place.fail(place.path, "four numbers: x, y, longitude, latitude");
};

const columnNames: Shape<readonly string[]> = (value, place) =>
  typeof value === "string" ? [filled(value, place)] : list(filled)(value, place);

const fieldRecipe: Shape<FieldRecipe> = (value, place) => {
  if (typeof value === "string") return { from: [value] };
  const field = object({
    from: maybe(columnNames),
    join: maybe(text()),
    map: maybe(record(constant)),
    otherwise: maybe(constant),
    keep: maybe(bool),
    prefix: maybe(text()),
    time: maybe(oneOf(timeKinds)),
    value: maybe(constant),
  })(value, place);
  if ((field.from === undefined) === (field.value === undefined)) {
    return place.fail(place.path, "filled by either from or value");
  }
  return field;
};

const tableRecipe: Shape<TableRecipe> = (value, place) => {
  const recipe = object({
    table: oneOf(tableNames),
    file: filled,
    encoding: maybe(filled),
    separator: maybe(oneOf(separators)),
    sheet: maybe(filled),
    coordinates: maybe(coordinateSystem),
    controlPoints: maybe(list(controlPoint)),
    network: maybe(oneOf(["edges", "nodes"])),
    fields: record(fieldRecipe),
  })(value, place);
  const { fields } = tableSpec(recipe.table);
  for (const name of Object.keys(recipe.fields)) {
    if (!(name in fields)) place.fail(`${place.path}.fields.${name}`, `a field of the table ${recipe.table}`);
  }
  return recipe;
};

const dataset: Shape<DatasetMeta> = object({
  id: text(/^[a-z0-9][a-z0-9-]*$/, "lower-case letters, digits and hyphens"),
  title: localText,
  description: maybe(localText),
  simulated: bool,
  licence: filled,
  attribution: filled,
  timeZone: filled,
  coordinateSystem: oneOf(["WGS-84", "CGCS2000"]),
  asOf: maybe(text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, "a wall-clock time such as 2024-05-31T08:30:00")),
  levels: maybe(byLevel(localText)),
  labels: maybe(record(record(localText))),
});

const recipe: Shape<Recipe> = object({
  format: oneOf([recipeFormat]),
  dataset,
  tables: list(tableRecipe),
  parents: maybe(byLevel(level)),
  population: maybe(object({ from: level, to: list(level) })),
});

/** A recipe from parsed JSON. Throws an error that names the place that is wrong. */
export function parseRecipe(value: unknown, name: string): Recipe {
  const place: Place = {
    path: "",
    fail(path, expected) {
      throw new Error(`The recipe ${name} is not right: ${path || "the recipe"} must be ${expected}.`);
    },
  };
  return recipe(value, place);
}
