import type { Field, FieldType } from "../../domain/fields.ts";
import { type TableName, tableNames, tableSpec } from "../../domain/tables.ts";
import { toNumber } from "./convert.ts";
import { aliases, normaliseHeader, type Profile, profiles } from "./profiles.ts";
import type { Constant, FieldRecipe, TimeKind } from "./recipe.ts";
import { readTime } from "./times.ts";
import { knownMeanings, meaningOf } from "./values.ts";

/** Columns of a file with some of their values, row by row. */
export interface Sample {
  /** The file's name. */
  readonly file: string;
  readonly columns: ReadonlyMap<string, readonly unknown[]>;
  readonly rows: number;
}

/** A proposal: which table a file is and how its fields are filled. */
export interface Match {
  readonly table: TableName;
  readonly profile: Profile;
  readonly fields: Readonly<Record<string, FieldRecipe>>;
  /** Required fields for which nothing was found. */
  readonly missing: readonly string[];
}

interface Found {
  readonly column: string;
  readonly profile: Profile;
}

/** Shapefiles have room for so many letters of a field's name. */
const dbfLetters = 10;

function findColumn(table: TableName, field: string, byHeader: ReadonlyMap<string, string>): Found | undefined {
  const spec = tableSpec(table).fields[field];
  const exact = byHeader.get(normaliseHeader(field)) ?? (spec && byHeader.get(normaliseHeader(spec.zh)));
  if (exact !== undefined) return { column: exact, profile: "canonical" };
  for (const profile of [...profiles.slice(1), "canonical"] as const) {
    for (const alias of aliases[table]?.[profile]?.[field] ?? []) {
      const column = byHeader.get(alias.startsWith("$") ? alias : normaliseHeader(alias));
      if (column !== undefined) return { column, profile };
    }
  }
  const short = field.length > dbfLetters ? byHeader.get(normaliseHeader(field.slice(0, dbfLetters))) : undefined;
  return short === undefined || short.length !== dbfLetters ? undefined : { column: short, profile: "canonical" };
}

const filled = (values: readonly unknown[]): readonly unknown[] =>
  values.filter((value) => value !== null && value !== undefined && value !== "");

/** Share of the known values for which a test holds; 0 where none is known. */
function share(values: readonly unknown[], test: (value: unknown) => boolean): number {
  const known = filled(values);
  return known.length === 0 ? 0 : known.filter(test).length / known.length;
}

const most = 0.8;

/** How the times of a column are written; undefined where most of them are none. */
export function detectTimeKind(values: readonly unknown[]): TimeKind | undefined {
  const texts = filled(values).map((value) => String(value).trim());
  const isIn = (kind: "year-month-day" | "day-month-year" | "month-day-year") =>
    share(texts, (text) => !Number.isNaN(readTime(String(text).replace(/(Z|[+-]\d{2}:?\d{2})$/, ""), kind)));
  if (isIn("year-month-day") >= most) return "wall-clock";
  const [day, month] = [isIn("day-month-year"), isIn("month-day-year")];
  if (Math.max(day, month) >= most) return month > day ? "month-day-year" : "day-month-year";
  const between = (low: number, high: number) =>
    share(texts, (text) => Number(text) >= low && Number(text) <= high) >= most;
  if (between(5e8, 5e9)) return "epoch-seconds";
  if (between(5e11, 5e12)) return "epoch-milliseconds";
  return between(20_000, 80_000) ? "spreadsheet-days" : undefined;
}

const isNumber = (value: unknown): boolean => typeof value === "number" || typeof toNumber(String(value)) === "number";

/** Whether the values of a column could be those of a field. */
function fits(type: FieldType, values: readonly unknown[]): boolean {
  if (filled(values).length === 0) return true;
  if (type === "number" || type === "integer") return share(values, isNumber) >= 0.5;
  if (type === "timestamp" || type === "date") return detectTimeKind(values) !== undefined;
  return true;
}

interface Filling {
  readonly table: TableName;
  readonly name: string;
  readonly field: Field;
  readonly found: Found;
  readonly values: readonly unknown[];
}

/** How a field is filled from the column that was found for it. */
function fillingOf(filling: Filling): FieldRecipe {
  const { table, name, field, found, values } = filling;
  const base: FieldRecipe = { from: [found.column] };
  if (field.type === "timestamp" || field.type === "date") {
    const time = detectTimeKind(values);
    return time && time !== "wall-clock" ? { ...base, time } : base;
  }
  const known = knownMeanings(table, name, found.profile);
  const isNumeric = field.type === "number" && filled(values).length > 0 && share(values, isNumber) === 1;
  if (Object.keys(known).length === 0 || isNumeric) return base;
  const texts = [...new Set(filled(values).map((value) => String(value).trim()))];
  const map: Record<string, Constant> = {};
  for (const text of texts) {
    const meaning = meaningOf(table, name, text, found.profile);
    if (meaning !== undefined) map[text] = meaning;
    else if (field.values?.includes(text)) map[text] = text;
  }
  const allOwn = texts.every((text) => (field.values ?? []).includes(text));
  if (texts.length > 0 && allOwn) return base;
  if (name === "category" && !texts.some((text) => meaningOf(table, name, text, found.profile) !== undefined))
    return base;
  return { ...base, map: { ...known, ...map }, ...(field.values === undefined && { keep: true }) };
}

/** How a field of a table is filled from a column that the user names, with some of its values. */
export function fieldFilling(
  { table, name, column, values }: Pick<Filling, "table" | "name" | "values"> & { readonly column: string },
  profile: Profile,
): FieldRecipe {
  const field = tableSpec(table).fields[name];
  return field ? fillingOf({ table, name, field, values, found: { column, profile } }) : { from: [column] };
}

/** Level of areas by the words of a file's name or the length of their codes; undefined where neither says. */
function guessLevel(file: string, ids: readonly unknown[]): string | undefined {
  const words: readonly (readonly [RegExp, string])[] = [
    [/单元网格|unit.?cell|cells?\b/i, "cell"],
    [/微网格|micro|block.?group/i, "micro_grid"],
    [/综合网格/, "comp_grid"],
    [/责任网格|duty|网格|single-member|grid/i, "duty_grid"],
    [/社区|居委|村|communit|neighbo/i, "community"],
    [/基本管理单元|psa|police-service/i, "basic_unit"],
    [/街道|街镇|乡镇|street|town|ward/i, "street_town"],
    [/区县|district/i, "district"],
  ];
  const byName = words.find(([pattern]) => pattern.test(file))?.[1];
  if (byName) return byName;
  const byLength: Readonly<Record<number, string>> = { 6: "district", 9: "street_town", 12: "community", 15: "cell" };
  const lengths = new Set(filled(ids).map((id) => (/^\d+$/.test(String(id)) ? String(id).length : 0)));
  if (lengths.size !== 1) return undefined;
  const allStreets = filled(ids).every((id) => /^\d{9}000$/.test(String(id)));
  return allStreets ? "street_town" : byLength[[...lengths][0] ?? 0];
}

/** How one table would be filled from a file. */
export function matchTable(table: TableName, sample: Sample): Match {
  const byHeader = new Map<string, string>();
  for (const name of sample.columns.keys()) {
    const key = name.startsWith("$") ? name : normaliseHeader(name);
    if (!byHeader.has(key)) byHeader.set(key, name);
  }
  const fillings: Filling[] = [];
  const fields: Record<string, FieldRecipe> = {};
  const votes = new Map<Profile, number>();
  const used = new Set<string>();
  for (const [name, field] of Object.entries(tableSpec(table).fields)) {
    if (field.type === "geometry" || isComputed(table, name)) continue;
    const found = findColumn(table, name, byHeader);
    if (!found || used.has(found.column)) continue;
    const values = sample.columns.get(found.column) ?? [];
    if (!fits(field.type, values)) continue;
    used.add(found.column);
    fillings.push({ table, name, field, found, values });
    votes.set(found.profile, (votes.get(found.profile) ?? 0) + 1);
  }
  const profile =
    [...votes].filter(([name]) => name !== "canonical").sort((a, b) => b[1] - a[1])[0]?.[0] ?? "canonical";
  // A header such as STATUS is everybody's; what its codes mean is for the profile of the others to say.
  for (const filling of fillings)
    fields[filling.name] = fillingOf({ ...filling, found: { ...filling.found, profile } });
  addGuesses(table, sample, fields);
  const missing = Object.entries(tableSpec(table).fields)
    .filter(
      ([name, { required, type }]) =>
        required && (type === "geometry" ? !sample.columns.has("$geometry") : fields[name] === undefined),
    )
    .map(([name]) => name);
  return { table, profile, fields, missing };
}

/** Area ids of cases are found from their positions, never read. */
const isComputed = (table: TableName, field: string): boolean =>
  table === "cases" &&
  /^(city|district|street_town|basic_unit|community|comp_grid|duty_grid|micro_grid|cell)_id$/.test(field);

/** Fills what no column says but the file's kind does. */
function addGuesses(table: TableName, { file, columns }: Sample, fields: Record<string, FieldRecipe>): void {
  if (table === "areas" && fields.level === undefined) {
    const level = guessLevel(file, columns.get(fields.area_id?.from?.[0] ?? "") ?? []);
    if (level !== undefined) fields.level = { value: level };
  }
  if (table === "areas" && fields.name === undefined && fields.area_id) fields.name = fields.area_id;
  if (table === "cases" && fields.category === undefined && fields.main_name) fields.category = fields.main_name;
  const key = tableSpec(table).key;
  const numbered = table === "cameras" || table === "facilities" || table === "buildings";
  if (key && numbered && fields[key] === undefined) fields[key] = { from: ["$row"], prefix: `${table}-` };
  if (numbered && fields.name === undefined && tableSpec(table).fields.name?.required && fields[key ?? ""]) {
    fields.name = fields[key ?? ""] ?? {};
  }
  if (table === "road_edges" && columns.has("MTFCC")) {
    fields.barrier = { from: ["MTFCC"], map: { S1100: true }, otherwise: false };
    fields.walk_ok = { from: ["MTFCC"], map: { S1100: false, S1630: false }, otherwise: true };
    fields.drive_ok = {
      from: ["MTFCC"],
      map: { S1710: false, S1720: false, S1820: false, S1830: false },
      otherwise: true,
    };
  }
}

const tableWords: readonly (readonly [RegExp, TableName])[] = [
  [/摄像|监控|camera|device/i, "cameras"],
  [/设施|facilit|poi/i, "facilities"],
  [/人口|population/i, "population"],
  [/日历|calendar/i, "calendar"],
  [/环节|事件日志|events?\b/i, "case_events"],
  [/道路|路网|road|edges/i, "road_edges"],
  [/nodes?\b|节点/i, "road_nodes"],
  [/建筑|building/i, "buildings"],
  [/案件|案卷|工单|任务|case|task|311|request/i, "cases"],
  [/网格|社区|街道|区划|区域|area|grid|district|boundar/i, "areas"],
];

const geometryTables: Readonly<Record<string, readonly TableName[]>> = {
  Polygon: ["areas", "buildings", "basemap"],
  MultiPolygon: ["areas", "buildings", "basemap"],
  LineString: ["road_edges", "basemap"],
  MultiLineString: ["road_edges"],
};

const kindOf = (geometry: unknown): string =>
  typeof geometry === "object" && geometry !== null && "type" in geometry ? String(geometry.type) : "";

/** Which table a file most likely is, and how it would be filled: the one with the fewest gaps, then the most fields. */
export function matchFile(sample: Sample): Match {
  const geometry = kindOf(filled(sample.columns.get("$geometry") ?? [])[0]);
  const possible = geometryTables[geometry] ?? tableNames.filter((name) => !tableSpec(name).fields.geometry);
  const named = tableWords.find(([pattern]) => pattern.test(sample.file))?.[1];
  const scored = possible.map((table) => {
    const match = matchTable(table, sample);
    const required = Object.values(tableSpec(table).fields).filter((field) => field.required).length;
    const found = Object.values(match.fields).filter(({ from }) => from !== undefined && from[0] !== "$row").length;
    const whole = 1 - match.missing.length / Math.max(1, required);
    return { match, found, score: whole * 10 + found + (named === table ? 6 : 0) };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  // Where no column says anything and neither does the name, it is most likely the table that everybody has.
  const isGuess = geometry === "" && named === undefined && best?.found === 0;
  return best && !isGuess ? best.match : matchTable("cases", sample);
}
