import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { madeLevels } from "../../../state/made-cells.ts";
import { analyses, type ParamsOf } from "../../index.ts";
import { params } from "../kernel/params.ts";

/** How time is cut; `shown` is the step on the map, 0 for the pattern over all steps. */
export const cubeParams = {
  step: { kind: "choice", default: "auto", options: ["auto", "day", "week", "four-weeks", "quarter"] },
  shown: { kind: "integer", default: 0, min: 0, max: 10_000 },
} as const satisfies ParamSpec;

/** Everything the result depends on beside the cases, valid. */
export interface Settings {
  readonly cube: ParamValues<typeof cubeParams>;
  readonly test: ParamsOf<"emerging">;
  /** Squares or hexagons made on the fly; `null` for areas of the dataset. */
  readonly made: ParamsOf<"cells"> | null;
  readonly neighbours: ParamsOf<"neighbours">;
}

export function settingsOf({ analyses: all }: Pick<Document, "analyses">): Settings {
  const made = madeLevels.find((level) => level === all.hotspots?.level);
  return {
    cube: validParams(cubeParams, all.emerging ?? {}),
    test: validParams(params, all.emerging ?? {}),
    made: made ? { ...validParams(analyses.cells.params, all.cells ?? {}), shape: made } : null,
    neighbours: validParams(analyses.neighbours.params, all.neighbours ?? {}),
  };
}

/** Everything that a result depends on, as one text; what is only shown is left out. */
export function settingsKey({ cube, test, made, neighbours }: Settings): string {
  return JSON.stringify([cube.step, test, made ?? neighbours]);
}
