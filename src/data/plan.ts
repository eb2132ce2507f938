import type { Box, DataFile } from "../domain/manifest.ts";
import type { Bounds, Footer, RowGroup } from "./footer.ts";

/** Which cases are wanted; what is absent does not restrict. */
export interface Within {
  /** Monthly partitions, `YYYY-MM`. */
  readonly months?: readonly string[];
  /** First and last wall-clock second of report. */
  readonly timeRange?: readonly [from: number, to: number];
  readonly box?: Box;
}

/** One read: a whole file, or a run of row groups that lie one behind the other. */
export interface ReadUnit {
  readonly file: string;
  /** Absent: the whole file, whose checksum can be verified. */
  readonly part?: { readonly rowGroups: readonly number[]; readonly from: number; readonly to: number };
  readonly rows: number;
  readonly bytes: number;
}

/** Columns whose row-group bounds tell whether a row group can hold wanted cases. */
export interface PlanColumns {
  readonly time: string;
  readonly lon: string;
  readonly lat: string;
}

/** Files up to this size are read whole, so that their checksum is verified. */
export const wholeFileBytes = 32 << 20;

/** Rows that one read aims at: enough to be fast, little enough to stay small in memory. */
export const unitRows = 250_000;

/** Whether a file of the manifest can hold wanted cases, judged by what the manifest says of it. */
export function mayHold(file: DataFile, within: Within): boolean {
  const { months, timeRange, box } = within;
  if (months && file.month !== undefined && !months.includes(file.month)) return false;
  if (timeRange && file.timeRange) {
    const [from, to] = file.timeRange.map(isoSeconds) as [number, number];
    if (!overlaps([from, to], timeRange)) return false;
  }
  return !box || !file.box || boxesMeet(file.box, box);
}

/** The whole file as one read. */
export function wholeUnit(file: Pick<DataFile, "path" | "rows" | "bytes">): ReadUnit {
  return { file: file.path, rows: file.rows, bytes: file.bytes };
}

/** The reads of one file whose footer is known: neighbouring wanted row groups in runs of about `rows` rows. */
export function planRowGroups(
  file: string,
  footer: Footer,
  { within = {}, columns, rows = unitRows }: { within?: Within; columns: PlanColumns; rows?: number },
): ReadUnit[] {
  const units: ReadUnit[] = [];
  let run: number[] = [];
  let runRows = 0;
  const flush = () => {
    if (run.length === 0) return;
    const groups = run.map((index) => footer.rowGroups[index]).filter((group) => group !== undefined);
    const from = Math.min(...groups.map((group) => group.from));
    const to = Math.max(...groups.map((group) => group.to));
    units.push({ file, part: { rowGroups: run, from, to }, rows: runRows, bytes: to - from });
    run = [];
    runRows = 0;
  };
  footer.rowGroups.forEach((group, index) => {
    const wanted = groupMayHold(group, within, columns);
    if (!wanted || (runRows > 0 && runRows + group.rows > rows)) flush();
    if (!wanted) return;
    run.push(index);
    runRows += group.rows;
  });
  flush();
  return units;
}

function groupMayHold({ bounds }: RowGroup, { timeRange, box }: Within, columns: PlanColumns): boolean {
  const meets = (column: string, range: Bounds | undefined) => {
    const known = bounds[column];
    return !known || !range || overlaps(known, range);
  };
  return (
    meets(columns.time, timeRange) &&
    meets(columns.lon, box && [box[0], box[2]]) &&
    meets(columns.lat, box && [box[1], box[3]])
  );
}

/** Bounds of one column over all row groups; undefined if a row group does not state them. */
export function columnBounds(footer: Footer, column: string): Bounds | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { bounds } of footer.rowGroups) {
    const found = bounds[column];
    if (!found) return undefined;
    min = Math.min(min, found[0]);
    max = Math.max(max, found[1]);
  }
  return min <= max ? [min, max] : undefined;
}

/** Wall-clock ISO 8601 text without offset as seconds since 1970. */
export function isoSeconds(text: string): number {
  return Date.parse(`${text.length === 10 ? `${text}T00:00:00` : text.slice(0, 19).replace(" ", "T")}Z`) / 1000;
}

/** Seconds since 1970 as wall-clock ISO 8601 text without offset. */
export function isoText(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19);
}

function overlaps(a: Bounds, b: readonly [number, number]): boolean {
  return a[0] <= b[1] && b[0] <= a[1];
}

function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
