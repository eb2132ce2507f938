import { type FilterField, filterFields } from "../../domain/case-chunk.ts";
import { areaIdField } from "../../domain/case-tables.ts";
import { areaLevels } from "../../domain/vocabulary.ts";
import type { ShapedColumn } from "../../lib/sql/shaping.ts";

/** How a result can go on the map: as points, as areas of the dataset, or as the shapes it holds. */
export type MapChoice =
  | { readonly kind: "points"; readonly lon: string; readonly lat: string }
  | { readonly kind: "areas"; readonly id: string }
  | { readonly kind: "shapes"; readonly shape: string };

/** What of a result can become a filter that every view obeys. */
export type FilterChoice =
  | { readonly kind: "areas"; readonly column: string }
  | { readonly kind: "cases"; readonly column: string }
  | { readonly kind: "values"; readonly column: string; readonly field: FilterField }
  | { readonly kind: "time"; readonly column: string };

const lonNames = /^(lon|lng|longitude|经度)$/i;
const latNames = /^(lat|latitude|纬度)$/i;
const areaNames = new Set([
  "area_id",
  "parent_id",
  ...areaLevels.flatMap((l) => [areaIdField(l), `stated_${areaIdField(l)}`]),
]);
const areaWords = /(区域|网格|社区|居民区|街镇|单元)(编码|id)$|^(area|grid|community|cell|unit)[ _]?(id|code)$/i;

/** Whether a column's name says that it holds ids of areas. */
function isAreaId({ name, kind }: ShapedColumn): boolean {
  return kind === "text" && (areaNames.has(name.toLowerCase()) || areaWords.test(name));
}

/** How a result can go on the map, the likeliest way first: told by the names and types of its columns. */
export function mapChoices(columns: readonly ShapedColumn[]): MapChoice[] {
  const named = (pattern: RegExp) => columns.find(({ name, kind }) => kind === "number" && pattern.test(name))?.name;
  const [lon, lat] = [named(lonNames), named(latNames)];
  const shape = columns.find(({ kind }) => kind === "bytes")?.name;
  const points = lon !== undefined && lat !== undefined ? [{ kind: "points", lon, lat } as const] : [];
  const shapes = shape === undefined ? [] : [{ kind: "shapes", shape } as const];
  const areas = columns.filter(isAreaId).map(({ name }) => ({ kind: "areas", id: name }) as const);
  return [...points, ...shapes, ...areas];
}

/** The columns that areas or points can be coloured by. */
export function colourColumns(columns: readonly ShapedColumn[], { kind }: MapChoice): string[] {
  const wanted = kind === "points" ? ["text", "boolean"] : ["number"];
  const position = [lonNames, latNames];
  return columns
    .filter((column) => wanted.includes(column.kind) && !position.some((pattern) => pattern.test(column.name)))
    .map(({ name }) => name);
}

/** What of a result can become a filter: told by the names and types of its columns. */
export function filterChoices(columns: readonly ShapedColumn[]): FilterChoice[] {
  return columns.flatMap((column): FilterChoice[] => {
    const { name, kind } = column;
    const field = filterFields.find((known) => known === name.toLowerCase());
    if (isAreaId(column)) return [{ kind: "areas", column: name }];
    if (kind === "text" && /^(case_id|案件编号)$/i.test(name)) return [{ kind: "cases", column: name }];
    if (kind === "text" && field) return [{ kind: "values", column: name, field }];
    return kind === "time" ? [{ kind: "time", column: name }] : [];
  });
}
