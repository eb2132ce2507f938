import type { AreaTable } from "../../../domain/area-table.ts";
import { areaIdField } from "../../../domain/case-tables.ts";
import type { Filters } from "../../../domain/filters.ts";
import type { OpenLog } from "../../../state/read-log.ts";
import type { OutputOf } from "../../index.ts";
import type { Wanted } from "../kernel/list.ts";
import type { Settings } from "./settings.ts";

/** What the process map is computed from. */
export interface ProcessInput {
  readonly open: () => Promise<OpenLog>;
  readonly settings: Settings;
  readonly filters: Filters;
  /** Not 0 for a file beside the dataset. */
  readonly imported: number;
  /** The areas that are compared; `null` for a file without cases of the dataset. */
  readonly table: AreaTable | null;
  readonly dataVersion: string;
}

/** Some of the cases that were asked for. */
export interface CaseListing {
  readonly total: number;
  readonly cases: Awaited<ReturnType<OpenLog["ask"]>>["cases"];
}

export interface ProcessResult {
  readonly input: ProcessInput;
  readonly facts: OpenLog["facts"];
  readonly output: OutputOf<"process">;
  readonly passing: number;
  list(wanted: Wanted): Promise<CaseListing>;
}

/** The process map, variants and conformance of the cases that pass. */
export async function computeProcess(input: ProcessInput): Promise<ProcessResult> {
  const log = await input.open();
  const { settings, filters, table } = input;
  const { preset, detail, clock, patienceDays } = settings.params;
  const ask = async (wanted: readonly number[]) => {
    const answer = await log.ask({
      analysis: "process",
      params: { preset, detail, clock, patienceDays },
      filters,
      mapping: settings.mapping,
      columns: { wanted: Int32Array.from(wanted) },
      groupBy: table ? areaIdField(table.level) : undefined,
    });
    // The analysis that was asked gives this output.
    return { ...answer, output: answer.output as unknown as OutputOf<"process"> };
  };
  const { output, passing } = await ask([]);
  return {
    input,
    facts: log.facts,
    output,
    passing,
    async list({ kind, a, b }) {
      const answer = await ask([kind, a, b]);
      return { total: answer.output.listedCount[0] ?? 0, cases: answer.cases };
    },
  };
}
