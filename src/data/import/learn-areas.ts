import type { AreaLevel } from "../../domain/vocabulary.ts";
import { polygonAreaM2 } from "../../lib/geodesy.ts";
import type { Dictionary, EncodedRows, StagedValue } from "./encode.ts";
import type { Findings } from "./findings.ts";
import type { KnownAreas } from "./known-areas.ts";

/** Stated and computed areas that differ by more than this share are reported. */
const areaTolerance = 0.02;

/** Rows of the table of areas, the dictionaries of its codes, and the places of the rows in their file. */
export interface AreaRows {
  readonly rows: EncodedRows;
  readonly codes: ReadonlyMap<string, Dictionary>;
  readonly numbers: ArrayLike<number>;
}

/** Learns areas for placing cases, and replaces their stated size by the computed one. */
export function learnAreas({ rows, codes, numbers }: AreaRows, areas: KnownAreas, findings: Findings): void {
  const levels = codes.get("level")?.values ?? [];
  const sizes = rows.columns.get("area_m2");
  const computed = new Array<StagedValue>(rows.rows).fill(null);
  rows.geometries.forEach((shape, row) => {
    if (!shape || rows.bad.has(row)) return;
    const size = polygonAreaM2(shape);
    computed[row] = size;
    const id = String(rows.columns.get("area_id")?.[row]);
    // The encoder has checked the level against the closed set of levels.
    const level = levels[Number(rows.columns.get("level")?.[row])] as AreaLevel;
    areas.add(level, { id, name: String(rows.columns.get("name")?.[row] ?? id), shape });
    const parent = rows.columns.get("parent_id")?.[row];
    if (typeof parent === "string") areas.parents.set(id, parent);
    const stated = sizes?.[row];
    if (typeof stated !== "number") return;
    findings.checked("areas", "area-size", 1);
    if (Math.abs(stated - size) <= areaTolerance * size) return;
    const [lon, lat] = areas.middleOf(id);
    const detail = `${stated} ≠ ${Math.round(size)} m²`;
    findings.hit("areas", "area-size", () => ({ row: Number(numbers[row]), id, lon, lat, detail }));
  });
  rows.columns.set("area_m2", computed);
}
