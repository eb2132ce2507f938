import type { EventRows, TableColumns } from "../data/decode/protocol.ts";
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
  await sendCases(client, dataset, setup);
  if (setup.events > 0) {
    await dataset.eachPart("case_events", ["case_id", "seq", "stage", "action", "at"], {
      onPart: (part, buffers) => client.events(eventPart(part), buffers),
    });
  }
  return { facts: await client.finish(), ask: client.ask };
}

async function sendCases(client: LogClient, dataset: DatasetHandle, { events, fields }: LogSetup): Promise<void> {
  const moments = events > 0 ? ["reported_at", "arrived_at"] : [...Object.keys(caseMoments), "arrived_at"];
  await dataset.eachPart("cases", ["case_id", ...moments, ...fields], {
    onPart(part, buffers) {
      const pick = <T>(wanted: readonly string[], read: (table: TableColumns, field: string) => T) =>
        Object.fromEntries(wanted.map((field) => [field, read(part, field)]));
      const ids = bytesField(part, "case_id");
      client.cases(
        { rows: part.rows, ids, moments: pick(moments, numberField), codes: pick(fields, codeField) },
        buffers,
      );
    },
  });
}

/** What the events of a file are joined to: the open dataset and its areas. */
export interface JoinedDataset {
  readonly handle: DatasetHandle;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
}

const noDataset = { cases: 0, fields: [], presets: {}, firstDay: 0, isWorkday: new Uint8Array(0) };

/** Sends the events of a file to the worker behind a client; cases of the dataset are found by their ids. */
export async function readFileLog(
  client: LogClient,
  { table, fractions }: EventRows,
  dataset: JoinedDataset | null,
): Promise<OpenLog> {
  const known = dataset ? await setupOf(dataset.handle, dataset.areas) : noDataset;
  const setup = {
    ...known,
    events: Math.max(1, table.rows),
    asOf: 0,
    latest: Date.now() / 1000 + secondsPerDay,
    ownCases: true,
    fractions,
  };
  client.begin(setup);
  if (dataset) await sendCases(client, dataset.handle, setup);
  client.events({ ...eventPart(table), actor: codeField(table, "actor_id") }, []);
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
