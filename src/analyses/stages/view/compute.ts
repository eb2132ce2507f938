import type { AreaTable } from "../../../domain/area-table.ts";
import { areaIdField } from "../../../domain/case-tables.ts";
import type { Filters } from "../../../domain/filters.ts";
import type { OpenLog } from "../../../state/read-log.ts";
import type { OutputOf } from "../../index.ts";
import { type Bottleneck, bottlenecks, holdingStages } from "../kernel/ranking.ts";
import type { Settings } from "./settings.ts";

/** What stage times are computed from. */
export interface StagesInput {
  readonly open: () => Promise<OpenLog>;
  readonly settings: Settings;
  readonly filters: Filters;
  /** Not 0 for a file beside the dataset. */
  readonly imported: number;
  /** The areas on the map; `null` where there are none. */
  readonly table: AreaTable | null;
  readonly dataVersion: string;
}

export interface StagesResult {
  readonly input: StagesInput;
  readonly facts: OpenLog["facts"];
  /** By the chosen grouping, and by area. */
  readonly output: OutputOf<"stages">;
  readonly byArea: OutputOf<"stages"> | null;
  /** Code of each group; the first is "not stated", hours are numbers. */
  readonly groups: readonly string[];
  readonly ranking: readonly Bottleneck[];
  /** Which stages hold cases up. */
  readonly holding: readonly boolean[];
}

/** Waits at every stage: of all cases, by the chosen grouping, and by area. */
export async function computeStages(input: StagesInput): Promise<StagesResult> {
  const log = await input.open();
  const { settings, filters, table } = input;
  const areaField = table ? areaIdField(table.level) : undefined;
  const ask = async (groupBy: string | undefined) => {
    const { output } = await log.ask({
      analysis: "stages",
      params: settings.params,
      filters,
      mapping: settings.mapping,
      columns: { standardHours: Float64Array.from(settings.standards) },
      groupBy,
    });
    // The analysis that was asked gives this output.
    return output as unknown as OutputOf<"stages">;
  };
  const isAlone = log.facts.from === "file" && log.facts.matched === 0;
  const field = isAlone ? undefined : settings.by === "area" ? areaField : settings.by;
  const output = await ask(field);
  const byArea = areaField === undefined ? null : settings.by === "area" ? output : await ask(areaField);
  const groups = groupsOf(field, log.facts);
  const holding = holdingStages(settings.stages.slice(0, -1), output.assessed.at(-1) === 1);
  const ranking = bottlenecks(output, Math.max(1, groups.length), holding);
  return { input, facts: log.facts, output, byArea, groups, ranking, holding };
}

const hours = Array.from({ length: 24 }, (_, hour) => String(hour));

function groupsOf(field: string | undefined, facts: OpenLog["facts"]): readonly string[] {
  if (field === undefined) return [];
  return field === "hour" ? hours : ["", ...(facts.dictionaries[field] ?? [])];
}

/** The stage that is looked at: the chosen one, else that of the greatest bottleneck, else the first that has cases. */
export function stageShown({ output, ranking }: StagesResult, { stage, stages }: Settings): number {
  const names: readonly string[] = stages;
  const chosen = names.indexOf(stage);
  if (chosen >= 0 && output.assessed[chosen] === 1) return chosen;
  return (
    ranking[0]?.stage ??
    Math.max(
      0,
      output.allCases.findIndex((cases) => cases > 0),
    )
  );
}
