import type { Theme } from "../../../domain/document.ts";
import type { AreaClass } from "../../../layers/area-classes/style.ts";
import { layerKinds } from "../../../layers/index.ts";
import { hotCold, type Rgb } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { cellMarks } from "../../../state/cell-marks.ts";
import { asSeen } from "../../../state/detail.ts";
import type { ShownAreas } from "../../../state/linked-rows.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { emergingClasses } from "../kernel/classes.ts";
import { messages } from "../messages.ts";
import type { EmergingResult } from "./compute.ts";
import { settingsOf } from "./settings.ts";

/** Hot and cold in one step, by what q reaches; the code of a state is its place in this list. */
export const stepStates = ["hot-99", "hot-95", "hot-90", "neither", "cold-90", "cold-95", "cold-99"] as const;

/** The pattern of every area over all steps, or what each was in the step that is shown. */
export function pictureOf(result: EmergingResult, { document, viewport }: AppState): SceneLayer[] {
  const { output, steps } = result;
  if (!output) return [];
  const { theme, locale } = document;
  const areas = asSeen(result.areas, viewport);
  const own = cellMarks(shownAreasOf(result), theme);
  const { shown } = settingsOf(document).cube;
  if (shown >= 1 && shown <= steps.windows.length) {
    const codes = remembered(output, `step ${shown}`, () => statesOf(result, shown - 1));
    const style = { theme, classes: stateColours[theme], analysis: "emerging", always: scaleOf(result) };
    const layer = sceneLayer(layerKinds["area-classes"], { areas, codes }, style);
    const legend = () => {
      const all = layer.legend();
      return all && { ...all, title: "legend.step" };
    };
    return [{ ...layer, legend }, ...own];
  }
  const marks = marksOf[locale];
  const style = { theme, classes: patternColours[theme], analysis: "emerging", always: [], marks };
  return [sceneLayer(layerKinds["area-classes"], { areas, codes: output.class }, style), ...own];
}

/** The areas that the view shows, for lists and the pointer. */
export const shownAreasOf = ({ areas, input }: EmergingResult): ShownAreas => ({
  areas,
  made: input.settings.made !== null,
});

function scaleOf({ input }: EmergingResult): string[] {
  const { level } = input.settings.test;
  const least = level <= 0.01 ? "99" : level <= 0.05 ? "95" : "90";
  return stepStates.filter((state) => state === "neither" || state.slice(-2) >= least);
}

/** The state of every area in a step, as codes of `stepStates`. */
export function statesOf({ output, areas }: EmergingResult, step: number): Uint8Array {
  const { rows } = areas;
  return Uint8Array.from({ length: rows }, (_, row) => {
    const bin = step * rows + row;
    const side = output?.state[bin] ?? 0;
    const q = output?.q[bin] ?? 1;
    const sure = q <= 0.01 ? 0 : q <= 0.05 ? 1 : 2;
    return side === 0 ? 3 : side > 0 ? sure : 6 - sure;
  });
}

const byTheme = <T>(make: (theme: Theme) => T): Readonly<Record<Theme, T>> => ({
  light: make("light"),
  dark: make("dark"),
});

const stateColours = byTheme((theme) => {
  const colours = hotCold[theme].toReversed();
  return stepStates.map((code, i): AreaClass => ({ code, colour: colours[i] ?? null }));
});

/** Strong: come lately or growing. Middle: lasting. Pale: going, or on and off. */
const strength: Readonly<Record<string, 0 | 1 | 2>> = {
  new: 2,
  consecutive: 2,
  intensifying: 2,
  persistent: 1,
  sporadic: 0,
  oscillating: 0,
  diminishing: 0,
  historical: 0,
};

const patternColours = byTheme((theme) =>
  emergingClasses.map((code): AreaClass => ({ code, colour: patternColour(code, theme) })),
);

/** The colour of a pattern, or `null` for none. */
export function patternColour(code: string, theme: Theme): Rgb | null {
  const [pattern = "", side] = code.split("-");
  const by = strength[pattern];
  if (by === undefined) return null;
  return hotCold[theme][side === "hot" ? 4 + by : 2 - by] ?? null;
}

const marksIn = (locale: "zh-CN" | "en"): readonly string[] => {
  const texts: Readonly<Record<string, string>> = messages[locale];
  return emergingClasses.map((code) => texts[`mark.${code}`] ?? "");
};
const marksOf = { "zh-CN": marksIn("zh-CN"), en: marksIn("en") };
