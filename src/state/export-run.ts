import type { Database } from "../data/duckdb/index.ts";
import { type ExportSetup, writeInWorker } from "../data/export/client.ts";
import { type ExportFormat, formatFacts } from "../data/export/formats.ts";
import { geometryPlace } from "../data/export/geometry.ts";
import { provenanceOf } from "../data/export/origin.ts";
import { type ProtectOptions, protect, protectionOf } from "../data/export/protect.ts";
import { fileName } from "../data/export/shapefile.ts";
import { type ExportField, fieldOfSql } from "../data/export/table.ts";
import { openExportFile } from "../data/export/target.ts";
import { Fault } from "../domain/fault.ts";
import type { ExportSubject } from "./export-subjects.ts";
import { currentLive } from "./session.ts";

export { type ExportFormat, exportFormats, formatFacts } from "../data/export/formats.ts";
export {
  defaultProtection,
  type ProtectOptions,
  protectedColumns,
} from "../data/export/protect.ts";
export type { ExportField } from "../data/export/table.ts";

/** How a table is written. */
export interface ExportOptions {
  readonly format: ExportFormat;
  readonly protection: ProtectOptions;
  /** Headers for people, by column. */
  readonly titles: Readonly<Record<string, string>>;
}

/** What an export reports to, and where its bytes go. */
export interface ExportTarget {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
}

/** The columns of a statement. */
export async function columnsOfSql(database: Database, sql: string, signal?: AbortSignal): Promise<ExportField[]> {
  const described = (await database.query(`DESCRIBE ${sql}`, { signal })).rows();
  return described.map(({ column_name, column_type }) => fieldOfSql(String(column_name), String(column_type)));
}

/** The columns of a subject, and whether its rows have places. */
export async function describeSubject({ sql }: ExportSubject): Promise<{ fields: ExportField[]; places: boolean }> {
  const fields = await columnsOfSql(await currentLive().database(), sql);
  return { fields, places: geometryPlace(fields) !== null };
}

/** Writes a subject's rows as a file, protected as the options say. Throws the faults of the database and of the format. */
export async function runExport(
  subject: ExportSubject,
  { format, protection, titles }: ExportOptions,
  { signal, onProgress, write }: ExportTarget,
): Promise<number> {
  const { handle, database: open } = currentLive();
  const database = await open();
  const plain = await columnsOfSql(database, subject.sql, signal);
  const guarded = protect(subject.sql, plain, protection);
  const [counted] = (await database.query(guarded.countSql, { signal })).rows();
  const rows = Number(counted?.rows ?? 0);
  const { mostRows, places } = formatFacts[format];
  if (rows > mostRows) throw new Fault("export-rows", { format: format.toUpperCase(), rows, most: mostRows });
  if (places && !geometryPlace(plain)) throw new Fault("export-geometry", { table: subject.name });
  const provenance = provenanceOf(handle.manifest, {
    table: subject.name,
    rows,
    sql: guarded.sql,
    filters: subject.filters,
    protection: protectionOf(guarded, Number(counted?.cells ?? 0), protection),
    ...(subject.made && { made: subject.made }),
  });
  const fields = plain.map((field): ExportField => {
    const title = titles[field.name];
    return title === undefined ? field : { ...field, title };
  });
  const setup: ExportSetup = { name: subject.name, fields, format, provenance };
  return writeInWorker(setup, {
    source: (onPart) => database.stream(guarded.sql, { signal, onPart }),
    sink: { write },
    signal,
    onRows: (done) => onProgress(done, rows),
  });
}

/** Rows from which on a file is streamed to the disk, where the browser can. */
const largeRows = 200_000;

/** A file that has been written. */
export interface Exported {
  readonly name: string;
  readonly rows: number;
  /** To be handed over; `null` where the file lies on the disk already. */
  readonly blob: Blob | null;
}

/** Writes a subject into a file of the user's. To be called in a click, so that the browser may ask for a place. */
export async function exportToFile(
  subject: ExportSubject,
  options: ExportOptions,
  progress: Pick<ExportTarget, "signal" | "onProgress">,
): Promise<Exported> {
  const { extension, mime } = formatFacts[options.format];
  const name = `${fileName(subject.name)}.${extension}`;
  const file = await openExportFile({ name, mime, large: (subject.rows ?? largeRows) >= largeRows });
  const rows = await runExport(subject, options, { ...progress, write: file.write }).catch(async (error: unknown) => {
    await file.abort();
    throw error;
  });
  return { name, rows, blob: await file.close() };
}
