import { publishResult } from "../../../state/results.ts";
import { store } from "../../../state/store.ts";
import type { UnitFigures } from "../kernel/figures.ts";
import { conditionStates, decisionLevels } from "../kernel/judging.ts";
import { editor } from "./editor.ts";
import { judgePlan } from "./judged.ts";
import { unitNames } from "./names.ts";
import { settingsOf } from "./settings.ts";

const figureColumns = [
  "atoms",
  "residents",
  "households",
  "areaKm2",
  "cases",
  "workHours",
  "roadKm",
  "borderMetres",
  "lineShare",
  "compactness",
  "parts",
  "overdueShare",
  "casesPer1000",
  "nearAll",
  "nearCommittee",
] as const satisfies readonly (keyof UnitFigures)[];

const columnName = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Keeps the present plan as tables of SQL: who is in which unit, the units' figures, and how each condition stands. */
export function publishPlan(): void {
  const { atoms, plan } = editor.getState();
  if (!atoms || !plan) return;
  const { document } = store.getState();
  const settings = settingsOf(document);
  const nameOf = unitNames(atoms, settings, document.locale);
  const judged = judgePlan(atoms, plan, settings);
  const made = {
    analysis: "units",
    params: { ...settings.form, atoms: atoms.table.level, base: atoms.base.level, plan: settings.plan || "today" },
    dataVersion: atoms.input.dataVersion,
  };
  const units = judged.units.map(({ figures }) => figures);
  publishResult(
    "plan_units_current",
    () => ({
      unit: Float64Array.from(units, ({ unit }) => unit),
      name: units.map(({ unit }) => nameOf(unit)),
      level: judged.units.map(({ judgement }) => judgement.level ?? ""),
      ...Object.fromEntries(
        figureColumns.map((name) => [columnName(name), Float64Array.from(units, (own) => own[name] ?? Number.NaN)]),
      ),
    }),
    made,
  );
  const assigned = plan.unit.slice();
  publishResult(
    "plan_current",
    () => ({
      area_id: atoms.table.ids,
      unit: Float64Array.from(assigned),
      unit_name: Array.from(assigned, nameOf),
      today: Float64Array.from(atoms.base.unit),
    }),
    made,
  );
  const rows = judged.units.flatMap(({ figures, judgement }) =>
    judgement.conditions.map((condition) => ({ ...condition, own: figures.unit })),
  );
  publishResult(
    "plan_units_conditions",
    () => ({
      unit: Float64Array.from(rows, ({ own }) => own),
      condition: rows.map(({ id }) => id),
      level: rows.map(({ level }) => decisionLevels.find((one) => one === level) ?? ""),
      state: rows.map(({ state }) => conditionStates.find((one) => one === state) ?? ""),
      figure: Float64Array.from(rows, ({ figure }) => figure ?? Number.NaN),
      least: Float64Array.from(rows, ({ least }) => least ?? Number.NaN),
      most: Float64Array.from(rows, ({ most }) => most ?? Number.NaN),
      source: rows.map(({ source }) => source),
    }),
    made,
  );
}
