import type { FlatGeometry } from "../lib/wkb.ts";
import { decodeText, parseCsv } from "./csv.ts";
import { parsedJson } from "./kept.ts";

/** A file that may hold a plan: rows of a table, polygons with names, or a plan file of ours. */
export type PlanFile =
  | { readonly kind: "rows"; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "polygons"; readonly shapes: readonly FlatGeometry[]; readonly names: readonly string[] }
  | { readonly kind: "plan"; readonly settings: Readonly<Record<string, string>> }
  | { readonly kind: "wrong"; readonly wrong: "empty" | "json" | "kind" };

/** The mark of our own plan files. */
export const planFileMark = "wangge-plan-1";

/** Reads a plan file by its ending: .csv, .geojson or .json. */
export async function readPlanFile(file: File): Promise<PlanFile> {
  const text = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (text.trim() === "") return { kind: "wrong", wrong: "empty" };
  if (/\.(csv|txt|tsv)$/i.test(file.name)) {
    const [header = [], ...rows] = parseCsv(text.replace(/^\ufeff/, ""));
    return rows.length === 0 ? { kind: "wrong", wrong: "empty" } : { kind: "rows", header, rows };
  }
  if (!/\.(geo)?json$/i.test(file.name)) return { kind: "wrong", wrong: "kind" };
  return fromJson(parsedJson(text.replace(/^\ufeff/, "")));
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

function fromJson(value: unknown): PlanFile {
  if (!isObject(value)) return { kind: "wrong", wrong: "json" };
  if (value.kind === planFileMark) {
    const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
    return { kind: "plan", settings: Object.fromEntries(texts) };
  }
  const features: unknown[] = Array.isArray(value.features) ? value.features : [];
  const read = features.flatMap((feature, i) => {
    if (!isObject(feature) || !isObject(feature.geometry)) return [];
    const shape = polygonOf(feature.geometry);
    return shape ? [{ shape, name: nameOf(feature.properties) || String(i + 1) }] : [];
  });
  if (value.type !== "FeatureCollection" || read.length === 0) return { kind: "wrong", wrong: "json" };
  return { kind: "polygons", shapes: read.map(({ shape }) => shape), names: read.map(({ name }) => name) };
}

/** The name of a unit, under the names that such files use. */
function nameOf(properties: unknown): string {
  if (!isObject(properties)) return "";
  const known = ["name", "unit_name", "unit", "district", "id", "名称", "单元"].map((key) => properties[key]);
  const first = known.find((value) => typeof value === "string" || typeof value === "number");
  return first === undefined ? "" : String(first);
}

function polygonOf({ type, coordinates }: Json): FlatGeometry | null {
  if (!Array.isArray(coordinates)) return null;
  const polygons: unknown[] = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : [];
  const coords: number[] = [];
  const ringEnds: number[] = [];
  const polygonEnds: number[] = [];
  for (const polygon of polygons) {
    if (!Array.isArray(polygon)) return null;
    for (const ring of polygon) {
      if (!Array.isArray(ring)) return null;
      for (const position of ring) {
        const [lon, lat]: unknown[] = Array.isArray(position) ? position : [];
        if (typeof lon !== "number" || typeof lat !== "number") return null;
        coords.push(lon, lat);
      }
      ringEnds.push(coords.length / 2);
    }
    polygonEnds.push(ringEnds.length);
  }
  if (polygonEnds.length === 0) return null;
  return { kind: "MultiPolygon", coords: Float64Array.from(coords), ringEnds, polygonEnds };
}
