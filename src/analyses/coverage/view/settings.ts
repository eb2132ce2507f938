import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { analyses, type ParamsOf } from "../../index.ts";
import { params } from "../kernel/params.ts";

/** The parameters as the form asks for them: those of the footprints and of their union, which share a few. */
export const formParams = {
  level: { ...params.level, default: "detect" },
  buildingsBlock: analyses.viewsheds.params.buildingsBlock,
  night: params.night,
  offlineOut: params.offlineOut,
  cellMetres: params.cellMetres,
  targetHeightMetres: params.targetHeightMetres,
  frontageMetres: params.frontageMetres,
  blindPercent: { kind: "number", default: 2, min: 0, max: 20, step: 0.5, unit: "percent" },
} as const satisfies ParamSpec;

/** What the result depends on beside the data, valid. */
export interface Settings {
  readonly form: ParamValues<typeof formParams>;
  /** The level whose areas are compared, and that gaps are cut by; `null`: the view chooses. */
  readonly areas: AreaLevel | null;
  /** Ids of cameras that the user switched off. */
  readonly off: readonly string[];
}

const separator = " ";

export function settingsOf({ analyses: all }: Pick<Document, "analyses">): Settings {
  const own = all.coverage ?? {};
  return {
    form: validParams(formParams, own),
    areas: areaLevels.find((level) => level === own.areas) ?? null,
    off: String(own.off ?? "")
      .split(separator)
      .filter((id) => id !== ""),
  };
}

/** Cameras that are off, as a setting. */
export function offSetting(ids: readonly string[]): string {
  return ids.join(separator);
}

/** What footprints depend on. */
export function viewshedParams({ form }: Settings): ParamsOf<"viewsheds"> {
  const { level, cellMetres, targetHeightMetres, buildingsBlock } = form;
  return { level, cellMetres, targetHeightMetres, buildingsBlock };
}

/** What the union depends on. Cameras that are out are told by their columns. */
export function coverageParams({ form }: Settings): ParamsOf<"coverage"> {
  const { buildingsBlock: _, blindPercent: __, ...rest } = form;
  const { minimumGapM2, gapOutlines } = params;
  return { ...rest, offlineOut: true, minimumGapM2: minimumGapM2.default, gapOutlines: gapOutlines.default };
}
