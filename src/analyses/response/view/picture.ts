import type { AreaClass } from "../../../layers/area-classes/style.ts";
import { layerKinds } from "../../../layers/index.ts";
import { colourSteps, sequential } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { asSeen } from "../../../state/detail.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import type { ResponseResult } from "./compute.ts";
import { settingsOf } from "./settings.ts";

const medianClasses = ["quarter", "half", "target", "double", "fourfold", "beyond"] as const;
const medianBreaks = [0.25, 0.5, 1, 2, 4];
const shareClasses = ["share-50", "share-70", "share-80", "share-90", "share-95", "share-100"] as const;
const shareBreaks = [0.5, 0.7, 0.8, 0.9, 0.95];
/** Before the classes of the scale. */
const exceptions = ["no-data", "unreached"] as const;

/** The areas by their median against the target, or by their share in time; few cases are hatched. */
export function pictureOf(result: ResponseResult, { document, viewport }: AppState): SceneLayer[] {
  if (!result.output) return [];
  const { theme } = document;
  const { picture } = settingsOf(document).values;
  const { table } = result.input;
  const areas = asSeen(table, viewport);
  const codes = remembered(result, `codes ${picture}`, () => codesOf(result, picture));
  const small = remembered(result, "small", () => smallOf(result));
  const names = picture === "median" ? medianClasses : shareClasses;
  const steps = colourSteps(sequential[theme], names.length);
  const colours = picture === "median" ? steps : steps.reverse();
  const classes = [
    ...exceptions.map((code): AreaClass => ({ code, colour: code === "no-data" ? "no-data" : (steps.at(-1) ?? null) })),
    ...names.map((code, i): AreaClass => ({ code, colour: colours[i] ?? null })),
  ];
  if (picture === "median") classes[1] = { code: "unreached", colour: colours.at(-1) ?? null };
  const style = { theme, classes, analysis: "response", always: names };
  return [sceneLayer(layerKinds["area-classes"], { areas, codes, small }, style)];
}

function codesOf({ output, input, targetHours }: ResponseResult, picture: "median" | "share"): Uint8Array {
  return Uint8Array.from({ length: input.table.rows }, (_, area) => {
    const at = area + 1;
    if (!output?.cases[at]) return 0;
    if (picture === "share") {
      const decided = output.decided[at] ?? 0;
      return decided > 0 ? classAfter(shareBreaks, (output.within[at] ?? 0) / decided, true) : 0;
    }
    const median = output.median[at] ?? Number.NaN;
    return Number.isNaN(median) ? 1 : classAfter(medianBreaks, median / (targetHours * 3600), false);
  });
}

/** The class among the breaks, after the exceptions; a value on a break belongs below it, or above where `upwards`. */
function classAfter(breaks: readonly number[], value: number, upwards: boolean): number {
  return exceptions.length + breaks.filter((edge) => (upwards ? value >= edge : value > edge)).length;
}

/** 1 for every area with fewer cases than its figures need. */
function smallOf({ output, input }: ResponseResult): Uint8Array {
  const { smallCases } = input.settings.values;
  return Uint8Array.from({ length: input.table.rows }, (_, area) => {
    const cases = output?.cases[area + 1] ?? 0;
    return cases > 0 && cases < smallCases ? 1 : 0;
  });
}
