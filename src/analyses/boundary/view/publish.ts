import { type MadeWith, publishResult } from "../../../state/results.ts";
import { defectKinds } from "../kernel/defect-kinds.ts";
import { breachesOf } from "./cells.ts";
import { areaName } from "./shown.ts";
import type { BoundaryResult, CellCheck, Crossing, Finding, Known, Output } from "./types.ts";

/** Keeps what a page found as tables of SQL: `boundary_defects`, `boundary_crosswalk`, `boundary_grids`, `boundary_known`, `boundary_cells`. */
export function publish(result: BoundaryResult): void {
  const { input, checks, cross, known, cells } = result;
  const made = { analysis: "boundary", params: { ...input.settings.form }, dataVersion: input.manifest.dataVersion };
  if (checks) publishDefects(result, made);
  if (cross) publishCrossing(cross, made);
  if (known) publishKnown(known, made);
  if (cells) publishCells(cells, input.settings.form.crossShare, made);
}

function publishDefects({ input, checks }: BoundaryResult, made: MadeWith): void {
  const rows = [...(checks ?? [])].flatMap(([level, output]) =>
    Array.from(output.kind, (_, row) => ({ level, table: input.areas.get(level), output, row })),
  );
  type Row = (typeof rows)[number];
  const texts = (of: (row: Row) => string) => rows.map(of);
  const numbers = (of: (row: Row) => number | undefined) => Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  const ids = ({ output, table, row }: Row) => areasOf(output, row).map((area) => table?.ids[area] ?? "");
  publishResult(
    "boundary_defects",
    () => ({
      level: texts(({ level }) => level),
      kind: texts(({ output, row }) => defectKinds[output.kind[row] ?? 0] ?? ""),
      lon: numbers(({ output, row }) => output.lon[row]),
      lat: numbers(({ output, row }) => output.lat[row]),
      area_m2: numbers(({ output, row }) => output.areaM2[row]),
      metres: numbers(({ output, row }) => output.metres[row]),
      narrow: numbers(({ output, row }) => output.narrow[row]),
      times: numbers(({ output, row }) => output.times[row]),
      area_ids: texts((row) => ids(row).join(" ")),
      proposed_area_id: texts(({ output, table, row }) => table?.ids[output.proposal[row] ?? -1] ?? ""),
    }),
    made,
  );
}

/** The areas that a defect concerns, by row. */
export function areasOf({ area, areaStart }: Output, row: number): readonly number[] {
  return [...area.subarray(areaStart[row], areaStart[row + 1])];
}

function publishCrossing({ one, other, output }: Crossing, made: MadeWith): void {
  const { pairOne, pairOther, pairM2, pairPeople } = output;
  const total = (rows: Int32Array, values: Float64Array) => {
    const sums = new Map<number, number>();
    rows.forEach((row, i) => {
      sums.set(row, (sums.get(row) ?? 0) + (values[i] ?? 0));
    });
    return values.map((value, i) => value / (sums.get(rows[i] ?? -1) ?? Number.NaN));
  };
  const idOf = (rows: Int32Array, ids: readonly string[]) => Array.from(rows, (row) => ids[row] ?? "");
  const params = { ...made.params, one: one.level, other: other.level };
  publishResult(
    "boundary_crosswalk",
    () => ({
      one_id: idOf(pairOne, one.ids),
      other_id: idOf(pairOther, other.ids),
      area_m2: pairM2,
      share_of_one: total(pairOne, pairM2),
      share_of_other: total(pairOther, pairM2),
      residents: pairPeople,
      residents_share_of_one: total(pairOne, pairPeople),
      residents_share_of_other: total(pairOther, pairPeople),
    }),
    { ...made, params },
  );
  publishResult(
    "boundary_grids",
    () => ({
      one_id: idOf(output.pieceOne, one.ids),
      other_id: idOf(output.pieceOther, other.ids),
      area_m2: output.pieceM2,
      residents: output.piecePeople,
      grid: Float64Array.from(output.pieceGrid, (grid) => grid + 1),
      moves: Float64Array.from(output.pieceMoved),
    }),
    { ...made, params },
  );
}

function publishKnown({ police, stations, estates, buildings, lanes }: Known, made: MadeWith): void {
  const named: readonly (readonly [string, Finding])[] = [
    ["police", police],
    ["work_station", stations],
    ["estate", estates],
    ["estate_buildings", buildings],
    ["lane", lanes],
  ];
  const rows = named.flatMap(([defect, finding]) =>
    finding.state === "not-assessed"
      ? []
      : finding.found.flatMap(({ name, lon, lat, parts }) =>
          parts.map(({ area, share, size }) => ({
            defect,
            name,
            lon,
            lat,
            share,
            size,
            area: finding.areas.ids[area] ?? "",
            area_name: areaName(finding.areas, area),
          })),
        ),
  );
  publishResult(
    "boundary_known",
    () => ({
      defect: rows.map(({ defect }) => defect),
      name: rows.map(({ name }) => name),
      lon: Float64Array.from(rows, ({ lon }) => lon),
      lat: Float64Array.from(rows, ({ lat }) => lat),
      area_id: rows.map(({ area }) => area),
      area_name: rows.map(({ area_name }) => area_name),
      size: Float64Array.from(rows, ({ size }) => size),
      share: Float64Array.from(rows, ({ share }) => share),
    }),
    made,
  );
}

function publishCells(check: CellCheck, least: number, made: MadeWith): void {
  const rows = breachesOf(check, least);
  publishResult(
    "boundary_cells",
    () => ({
      cell_id: rows.map(({ cell }) => check.table.ids[cell] ?? ""),
      rule: rows.map(({ rule }) => rule),
      area_m2: Float64Array.from(rows, ({ cell }) => (check.table.areaKm2[cell] ?? Number.NaN) * 1e6),
      cut: rows.map(({ name }) => name),
      cells: Float64Array.from(rows, ({ parts }) => parts),
      before_id: rows.map(({ before }) => check.table.ids[before] ?? ""),
    }),
    made,
  );
}
