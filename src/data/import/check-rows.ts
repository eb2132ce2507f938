import type { Box } from "../../domain/manifest.ts";
import { inBox } from "../../lib/geodesy.ts";
import type { EncodedRows } from "./encode.ts";
import { positions } from "./place-cases.ts";
import type { Quality } from "./quality.ts";

/** The stages of a case in the order their times should have. */
export const timeOrder = [
  "reported_at",
  "accepted_at",
  "registered_at",
  "dispatched_at",
  "arrived_at",
  "handled_at",
  "closed_at",
] as const;

/** Marks rows as unusable whose position is outside the world or outside `box`. */
export function checkPositions(rows: EncodedRows, box: Box | undefined): void {
  const [lon, lat] = positions(rows);
  for (let row = 0; row < rows.rows; row++) {
    if (rows.bad.has(row)) continue;
    const [x, y] = [lon[row] ?? Number.NaN, lat[row] ?? Number.NaN];
    if (!inBox([-180, -90, 180, 90], x, y)) rows.bad.set(row, "position is not in degrees of longitude and latitude");
    else if (box && !inBox(box, x, y)) rows.bad.set(row, "position is far outside the areas");
  }
}

function countRows(rows: EncodedRows, test: (row: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < rows.rows; row++) if (!rows.bad.has(row) && test(row)) count += 1;
  return count;
}

/** Counts usable cases whose times or status contradict one another; they are kept. */
export function warnAboutCases(cases: EncodedRows, statuses: readonly string[], quality: Quality): void {
  const time = (name: string, row: number): number | undefined => {
    const value = cases.columns.get(name)?.[row];
    return typeof value === "number" ? value : undefined;
  };
  const given = timeOrder.filter((name) => cases.columns.has(name));
  given.forEach((name, index) => {
    if (index === 0) return;
    const wrong = countRows(cases, (row) => {
      const at = time(name, row);
      return at !== undefined && given.slice(0, index).some((before) => (time(before, row) ?? -Infinity) > at);
    });
    quality.warn("cases", `${name} is before an earlier stage`, wrong);
  });
  const status = (row: number): string | undefined => statuses[Number(cases.columns.get("status")?.[row] ?? -1)];
  const closed = (row: number): boolean => time("closed_at", row) !== undefined;
  quality.warn(
    "cases",
    "status is closed without closed_at",
    countRows(cases, (row) => status(row) === "closed" && !closed(row)),
  );
  const open = countRows(cases, (row) => closed(row) && status(row) !== "closed" && status(row) !== "void");
  quality.warn("cases", "closed_at is given but status is open", open);
}
