import type { DecodePool } from "../../data/decode/pool.ts";
import { isoSeconds } from "../../data/plan.ts";
import type { DatasetHandle } from "../../data/source.ts";
import type { AreaTable } from "../../domain/area-table.ts";
import type { TimeRange } from "../../domain/filters.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import type { createEnginePool } from "../../engine/pool.ts";
import type { RunContext } from "../../state/runs.ts";
import type { AnalysisTask } from "../../wall/model/findings.ts";

/** What every analysis of a task is made with. */
export interface Bench {
  readonly task: AnalysisTask;
  /** The dataset, each case once. */
  readonly handle: DatasetHandle;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly engine: ReturnType<typeof createEnginePool>;
  readonly context: RunContext;
  /** Reads files that are not tables of the model. */
  readonly pool: DecodePool;
}

/** The window of a task, or all of the data. */
export function windowOf({ filters, manifest, asOf }: AnalysisTask): TimeRange {
  return filters.time ?? [isoSeconds(manifest.timeRange[0]), Math.floor(asOf)];
}
