import type { Box } from "../../domain/manifest.ts";
import type { EncodedRows, StagedValue } from "./encode.ts";
import type { ImportOutcome } from "./outcome.ts";

/** Where and when the cases that were read lie. */
export class CaseExtent {
  private west = Number.POSITIVE_INFINITY;
  private south = Number.POSITIVE_INFINITY;
  private east = Number.NEGATIVE_INFINITY;
  private north = Number.NEGATIVE_INFINITY;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private asOf = Number.NEGATIVE_INFINITY;

  add(cases: EncodedRows): void {
    const column = (name: string): readonly StagedValue[] => cases.columns.get(name) ?? [];
    for (const name of ["handled_at", "closed_at", "dispatched_at"]) {
      column(name).forEach((value, row) => {
        if (typeof value === "number" && !cases.bad.has(row)) this.asOf = Math.max(this.asOf, value);
      });
    }
    column("reported_at").forEach((value, row) => {
      if (typeof value !== "number" || cases.bad.has(row)) return;
      this.first = Math.min(this.first, value);
      this.last = Math.max(this.last, value);
    });
    const [lon, lat] = [column("lon"), column("lat")];
    lon.forEach((x, row) => {
      const y = lat[row];
      if (typeof x !== "number" || typeof y !== "number" || cases.bad.has(row)) return;
      this.west = Math.min(this.west, x);
      this.east = Math.max(this.east, x);
      this.south = Math.min(this.south, y);
      this.north = Math.max(this.north, y);
    });
  }

  /** The smallest box around all cases; undefined before the first. */
  get box(): Box | undefined {
    return this.west <= this.east ? [this.west, this.south, this.east, this.north] : undefined;
  }

  /** First and last report, and the last time that has happened; undefined before the first case. */
  get times(): ImportOutcome["times"] {
    const { first, last, asOf } = this;
    return Number.isFinite(first) ? { first, last, asOf: Math.max(asOf, last) } : undefined;
  }
}
