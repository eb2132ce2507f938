import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { FilterField } from "../../../domain/case-chunk.ts";
import type { Document } from "../../../domain/document.ts";
import { mappingOf, processPresets } from "../../../domain/process.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { params } from "../kernel/params.ts";
import { type StageName, standardHours } from "../kernel/standards.ts";

/** By what cases can be told apart. */
export const groupings = ["dept", "area", "handling_type", "source", "main_code", "hour"] as const satisfies readonly (
  | FilterField
  | "area"
  | "hour"
)[];
export type Grouping = (typeof groupings)[number];

/** How the ranking is cut. */
export const view = {
  by: { kind: "choice", default: "dept", options: groupings },
} as const satisfies ParamSpec;

export interface Settings {
  readonly params: ParamValues<typeof params>;
  readonly by: Grouping;
  /** The stage on the map; empty: the view chooses. */
  readonly stage: string;
  readonly areas: AreaLevel | null;
  /** Name of a log file that the user has opened in the process view; empty: the dataset's own. */
  readonly log: string;
  readonly mapping: Readonly<Record<string, string>>;
  /** The stages of a result: the steps of the preset, then the arrival of the crew. */
  readonly stages: readonly StageName[];
  /** One standard a stage, in hours of the clock. */
  readonly standards: readonly number[];
}

/** The setting that holds the standard of a stage. */
export const standardName = (stage: StageName): string => `hours_${stage}`;

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.stages ?? {};
  const process = analyses.process ?? {};
  const values = validParams(params, own);
  const stages: StageName[] = [...processPresets[values.preset].steps, "start"];
  const standardOf = (stage: StageName) => {
    const chosen = Number(own[standardName(stage)] ?? Number.NaN);
    return chosen >= 0 ? chosen : standardHours(stage, values.clock);
  };
  return {
    params: values,
    by: validParams(view, own).by,
    stage: String(own.stage ?? ""),
    areas: areaLevels.find((level) => level === own.areas) ?? null,
    log: String(process.log ?? ""),
    mapping: mappingOf(String(process.mapping ?? "")),
    stages,
    standards: stages.map(standardOf),
  };
}
