import { csvText } from "../../../lib/csv-write.ts";
import { polygonsGeoJson } from "../../../lib/geojson-write.ts";
import type { Plan } from "../../../lib/plan.ts";
import { dissolved } from "../../../lib/plan-borders.ts";
import { zippedShapefile } from "../../../lib/shapefile-write.ts";
import type { ShapesTable } from "../../../state/geoparquet.ts";
import { planFileMark } from "../../../state/plan-files.ts";
import type { UnitFigures } from "../kernel/figures.ts";
import { measureAt } from "../kernel/measures.ts";
import type { Atoms } from "./atoms.ts";
import type { JudgedPlan } from "./judged.ts";
import type { Settings } from "./settings.ts";

/** What files of a plan are made from. */
export interface PlanToExport {
  readonly atoms: Atoms;
  readonly plan: Plan;
  readonly judged: JudgedPlan;
  readonly settings: Settings;
  readonly nameOf: (unit: number) => string;
  readonly simulated: boolean;
}

/** Every atom with its unit. */
export function assignmentCsv({ atoms, plan, nameOf, simulated }: PlanToExport): string {
  const residents = atoms.measures[measureAt.residents];
  const rows = atoms.table.ids.map((id, a) => {
    const [unit, today] = [plan.unit[a] ?? 0, atoms.base.unit[a] ?? 0];
    const row = [id, atoms.table.names[a] ?? "", unit, nameOf(unit), nameOf(today), Math.round(residents?.[a] ?? 0)];
    return simulated ? [...row, "simulated"] : row;
  });
  const header = ["area_id", "area_name", "unit_number", "unit", "unit_today", "residents"];
  return csvText(simulated ? [...header, "data"] : header, rows);
}

function outlines({ atoms, plan, judged, nameOf }: PlanToExport) {
  return judged.units.map(({ figures, judgement }) => ({
    shape: dissolved(
      atoms.pieces,
      Uint8Array.from(plan.unit, (unit) => (unit === figures.unit ? 1 : 0)),
    ),
    figures,
    level: judgement.level ?? "",
    name: nameOf(figures.unit),
  }));
}

const rounded = (value: number | null, digits = 4) => (value === null ? null : Number(value.toFixed(digits)));

/** The units as GeoJSON, with their figures. */
export function unitsGeoJson(input: PlanToExport): string {
  const features = outlines(input).map(({ shape, figures, level, name }) => ({
    shape,
    properties: {
      unit: figures.unit,
      name,
      could_be: level,
      residents: Math.round(figures.residents),
      households: Math.round(figures.households),
      area_km2: rounded(figures.areaKm2),
      cases: figures.cases,
      hours_month: rounded(figures.workHours, 1),
      border_on_streets: rounded(figures.lineShare),
      compactness: rounded(figures.compactness),
      parts: figures.parts,
    },
  }));
  const { atoms, simulated } = input;
  return polygonsGeoJson(features, { dataVersion: atoms.input.dataVersion, simulated });
}

/** The units as a zipped shapefile. */
export function unitsShapefile(input: PlanToExport): Uint8Array<ArrayBuffer> {
  const units = outlines(input);
  const column = (name: string, value: (unit: (typeof units)[number]) => string | number) => ({
    name,
    values: units.map(value),
  });
  return zippedShapefile("plan_units", {
    shapes: units.map(({ shape }) => shape),
    fields: [
      column("unit", ({ figures }) => figures.unit),
      column("name", ({ name }) => name),
      column("could_be", ({ level }) => level),
      column("residents", ({ figures }) => Math.round(figures.residents)),
      column("area_km2", ({ figures }) => figures.areaKm2),
      column("cases", ({ figures }) => figures.cases),
      column("hours_mth", ({ figures }) => figures.workHours),
      column("on_street", ({ figures }) => figures.lineShare ?? Number.NaN),
      column("parts", ({ figures }) => figures.parts),
      column("simulated", () => (input.simulated ? "yes" : "no")),
    ],
  });
}

/** The units as a table of shapes, as GeoParquet has it. */
export function unitsTable(input: PlanToExport): ShapesTable {
  const units = outlines(input);
  const numbers = (of: (figures: UnitFigures) => number | null) =>
    units.map(({ figures }) => of(figures) ?? Number.NaN);
  const { atoms, settings } = input;
  return {
    name: "plan_units",
    shapes: units.map(({ shape }) => shape),
    columns: {
      unit: numbers(({ unit }) => unit),
      name: units.map(({ name }) => name),
      could_be: units.map(({ level }) => level),
      residents: numbers(({ residents }) => Math.round(residents)),
      households: numbers(({ households }) => Math.round(households)),
      area_km2: numbers(({ areaKm2 }) => areaKm2),
      cases: numbers(({ cases }) => cases),
      hours_month: numbers(({ workHours }) => workHours),
      border_on_streets: numbers(({ lineShare }) => lineShare),
      compactness: numbers(({ compactness }) => compactness),
      parts: numbers(({ parts }) => parts),
      data: units.map(() => (input.simulated ? "simulated" : "")),
    },
    made: {
      analysis: "units",
      params: { ...settings.form, atoms: atoms.table.level, base: atoms.base.level, plan: settings.plan || "today" },
    },
  };
}

/** The plan as a file that the workbench opens again. */
export function planFile(
  { atoms, settings, simulated }: PlanToExport,
  own: { readonly plan: string; readonly names: string; readonly note: string; readonly bridges: string },
): string {
  return JSON.stringify(
    {
      kind: planFileMark,
      atoms: atoms.table.level,
      base: atoms.base.level,
      dataVersion: settings.plan ? atoms.input.dataVersion : "",
      ...own,
      simulated: simulated ? "yes" : "no",
    },
    null,
    1,
  );
}
