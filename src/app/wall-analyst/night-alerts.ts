import type { DecodePool } from "../../data/decode/pool.ts";
import { isoSeconds } from "../../data/plan.ts";
import { alertsFile } from "../../data/sources/dataset-url/index.ts";
import { numberField, textField } from "../../data/table-columns.ts";
import { type FilterField, filterFields } from "../../domain/case-chunk.ts";
import type { Filters } from "../../domain/filters.ts";
import type { Manifest } from "../../domain/manifest.ts";
import type { AlertLine, Findings } from "../../wall/model/findings.ts";

const texts = [
  "alert_id",
  "kind",
  "place",
  "area_ids",
  "class",
  "class_field",
  "verdict",
  "since",
  "last_found",
] as const;
const numbers = ["observed", "expected"] as const;
const wanted = Object.fromEntries([
  ...texts.map((name) => [name, { column: name, kind: "text", required: true } as const]),
  ...numbers.map((name) => [name, { column: name, kind: "number", required: true } as const]),
]);

/** Whether filters let everything through, as a night job's table of alerts does. */
export const isAboutAll = ({ values, areas, hours }: Filters): boolean =>
  !areas && !hours && Object.values(values).every((passing) => passing.length === 0);

type NightAlerts = Pick<Extract<Findings, { view: "inbox" }>, "alerts" | "field" | "table" | "blind">;

/**
 * The alerts of the table that a night job made of a dataset, without those that a person has closed; `null` where there
 * is no such table. Throws the faults of reading it: a table that is listed and cannot be read is not passed over.
 */
export async function nightAlerts(
  manifest: Pick<Manifest, "alerts">,
  folder: string,
  pool: Pick<DecodePool, "run">,
): Promise<NightAlerts | null> {
  const { alerts: listed } = manifest;
  const file = alertsFile(manifest, folder);
  if (!file || !listed) return null;
  const rows = await pool.run("columns", { file, format: "parquet", fields: wanted });
  const text = Object.fromEntries(texts.map((name) => [name, textField(rows, name)])) as Record<
    (typeof texts)[number],
    readonly string[]
  >;
  const [observed, expected] = numbers.map((name) => numberField(rows, name));
  const table = { madeAt: isoSeconds(listed.madeAt), asOf: isoSeconds(listed.asOf) };
  const lastDay = Math.floor(table.asOf / daySeconds) - 1;
  const lines = text.alert_id.flatMap((id, row): AlertLine[] => {
    if (["real", "false"].includes(text.verdict[row] ?? "")) return [];
    const areas = (text.area_ids[row] ?? "").split(" ").length;
    const line = {
      id,
      kind: text.kind[row] === "series" ? "series" : "cluster",
      place: text.place[row] ?? "",
      areas,
      code: text.class[row] ?? "",
      observed: observed?.[row] ?? 0,
      expected: expected?.[row] ?? 0,
      since: dateSeconds(text.since[row]),
      current: lastDay - dateSeconds(text.last_found[row]) / daySeconds <= 1,
    } as const;
    return [line];
  });
  return { alerts: lines, field: fieldOf(text.class_field[0]), table, blind: false };
}

const daySeconds = 86_400;
const dateSeconds = (date = "") => Date.parse(`${date}T00:00:00Z`) / 1000;
const fieldOf = (name = ""): FilterField => filterFields.find((field) => field === name) ?? "main_code";
