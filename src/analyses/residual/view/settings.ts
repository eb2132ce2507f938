import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { type TravelSettings, travelSettings } from "../../../state/drive-times.ts";
import { type Params, params } from "../kernel/params.ts";

/** What the map shows: how much slower, or why. */
export const shownParams = {
  picture: { kind: "choice", default: "excess", options: ["excess", "verdict"] },
} as const satisfies ParamSpec;

export interface Settings {
  readonly values: Params;
  readonly picture: ParamValues<typeof shownParams>["picture"];
  readonly travel: TravelSettings;
  readonly areas: AreaLevel | null;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.residual ?? {};
  return {
    values: validParams(params, own),
    picture: validParams(shownParams, own).picture,
    travel: travelSettings(analyses.isochrones ?? {}),
    areas: areaLevels.find((level) => level === own.areas) ?? null,
  };
}
