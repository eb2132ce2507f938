import type { TableColumns } from "../data/decode/protocol.ts";
import { isoSeconds } from "../data/plan.ts";
import type { DatasetHandle } from "../data/source.ts";
import { codeField, numberField } from "../data/table-columns.ts";
import type { AreaTable } from "../domain/area-table.ts";
import { filterFields } from "../domain/case-chunk.ts";
import { areaIdField } from "../domain/case-tables.ts";
import { caseMoments } from "../domain/process.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import type { LogClient } from "../engine/process/client.ts";
import type { EventPart, LogAnswer, LogFacts, LogQuestion, LogSetup } from "../engine/process/protocol.ts";

/** An event log that can be asked. */
export interface OpenLog {
  readonly facts: LogFacts;
  ask(question: LogQuestion): Promise<LogAnswer>;
}

const setupOf = async (dataset: DatasetHandle, areas: ReadonlyMap<AreaLevel, AreaTable>): Promise<LogSetup> => {
  const asOf = isoSeconds(dataset.manifest.asOf);
  return {
    cases: dataset.rows("cases"),
    events: dataset.tables.includes("case_events") ? dataset.rows("case_events") : 0,
    fields: [...filterFields, ...[...areas.keys()].map(areaIdField)],
    presets: Object.fromEntries([...areas].map(([level, { ids }]) => [areaIdField(level), ids])),
    asOf,
    latest: asOf,
    ...(await workdays(dataset)),
    ownCases: false,
    fractions: false,
  };
};

/** Sends the cases and events of a dataset to the worker behind a client, and has them put in order. */
export async function readLog(
  client: LogClient,
  dataset: DatasetHandle,
  areas: ReadonlyMap<AreaLevel, AreaTable>,
): Promise<OpenLog> {
  const setup = await setupOf(dataset, areas);
  client.begin(setup);
  const moments = setup.events > 0 ? ["reported_at", "arrived_at"] : [...Object.keys(caseMoments), "arrived_at"];
  await dataset.eachPart("cases", ["case_id", ...moments, ...setup.fields], {
    onPart(part, buffers) {
      const pick = <T>(fields: readonly string[], read: (table: TableColumns, field: string) => T) =>
        Object.fromEntries(fields.map((field) => [field, read(part, field)]));
      const ids = bytesField(part, "case_id");
      client.cases(
        { rows: part.rows, ids, moments: pick(moments, numberField), codes: pick(setup.fields, codeField) },
        buffers,
      );
    },
  });
  if (setup.events > 0) {
    await dataset.eachPart("case_events", ["case_id", "seq", "stage", "action", "at"], {
      onPart: (part, buffers) => client.events(eventPart(part), buffers),
    });
  }
  return { facts: await client.finish(), ask: client.ask };
}

/** Columns of `case_events` as the worker takes them. */
export function eventPart(part: TableColumns): EventPart {
  return {
    rows: part.rows,
    ids: bytesField(part, "case_id"),
    stage: codeField(part, "stage"),
    action: codeField(part, "action"),
    at: numberField(part, "at"),
    seq: numberField(part, "seq"),
  };
}

function bytesField(part: TableColumns, field: string) {
  const column = part.fields[field];
  if (column && "borders" in column) return column;
  throw new Error(`field ${field} holds no bytes`);
}

const secondsPerDay = 86_400;

/** The official calendar of a dataset; empty where it has none. */
export async function workdays(dataset: DatasetHandle): Promise<Pick<LogSetup, "firstDay" | "isWorkday">> {
  if (!dataset.tables.includes("calendar")) return { firstDay: 0, isWorkday: new Uint8Array(0) };
  const table = await dataset.columns("calendar", ["date", "is_workday"]);
  const days = numberField(table, "date").map((seconds) => Math.round(seconds / secondsPerDay));
  const worked = numberField(table, "is_workday");
  const firstDay = days.reduce((first, day) => Math.min(first, day), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(firstDay)) return { firstDay: 0, isWorkday: new Uint8Array(0) };
  const last = days.reduce((latest, day) => Math.max(latest, day), firstDay);
  // Days that the calendar leaves out follow the week; 1970-01-01 was a Thursday.
  const isWorkday = Uint8Array.from({ length: last - firstDay + 1 }, (_, i) => ((firstDay + i + 3) % 7 < 5 ? 1 : 0));
  days.forEach((day, row) => {
    isWorkday[day - firstDay] = worked[row] === 1 ? 1 : 0;
  });
  return { firstDay, isWorkday };
}
