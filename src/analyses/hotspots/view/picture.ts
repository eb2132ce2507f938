import type { Theme } from "../../../domain/document.ts";
import type { LegendSpec } from "../../../domain/layer.ts";
import { createFormat } from "../../../i18n/format.ts";
import { createTexts } from "../../../i18n/texts.ts";
import type { AreaClass } from "../../../layers/area-classes/style.ts";
import { layerKinds } from "../../../layers/index.ts";
import { diverging, hotCold, type Rgb } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { cellMarks } from "../../../state/cell-marks.ts";
import { asSeen } from "../../../state/detail.ts";
import type { ShownAreas } from "../../../state/linked-rows.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState, Beside } from "../../../state/store.ts";
import { hotspotClasses, hotspotFlags } from "../kernel/classes.ts";
import { changeClasses, changesOf, shiftClasses, shiftsOf } from "./changes.ts";
import type { HotspotsResult, Tested } from "./compute.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";

/** The areas that the view shows, for lists and the pointer. */
export const shownAreasOf = ({ input, now }: HotspotsResult): ShownAreas => ({
  areas: now.study.areas,
  made: input.settings.made !== null,
});

/** The areas by class on the map, or how they differ from those of the earlier period. */
export function pictureOf(result: HotspotsResult, state: AppState): SceneLayer[] {
  const shown = pictureOn(result, state);
  const { now, before } = result;
  const surface =
    shown === "change"
      ? changesLayer(result, state)
      : shown === "shift"
        ? shiftLayer(result, state)
        : classLayer(now, result, state);
  if (!surface) return [];
  const own =
    shown === "beside" && before ? { ...surface, legend: () => withBefore(surface.legend(), before) } : surface;
  return [own, ...marksOf(result, state)];
}

/** The earlier period beside the present one, where that is wanted. */
export function besideOf(result: HotspotsResult, state: AppState): Beside | null {
  const { before, now } = result;
  const layer = before && pictureOn(result, state) === "beside" ? classLayer(before, result, state) : null;
  if (!before || !layer || !now.output) return null;
  const { locale } = state.document;
  const format = createFormat(locale);
  const t = createTexts(messages, locale);
  const title = (key: "before" | "now", { window }: Tested) => t(key, { window: format.dates(...window) });
  return { layers: [layer, ...marksOf(result, state)], titles: [title("before", before), title("now", now)] };
}

/** What is on the map: without two periods that can be tested, just the present one. */
function pictureOn(
  { before, now, shift }: HotspotsResult,
  { document }: AppState,
): "now" | "beside" | "change" | "shift" {
  if (!before?.output || !now.output) return "now";
  const { picture } = settingsOf(document).subject;
  return picture === "shift" && !shift ? "change" : picture;
}

/** The outlines of made cells that are pointed at or chosen; those of the dataset's areas are the page's. */
function marksOf(result: HotspotsResult, { document: { theme } }: AppState): SceneLayer[] {
  return cellMarks(shownAreasOf(result), theme);
}

function classLayer(tested: Tested, { input }: HotspotsResult, { document, viewport }: AppState): SceneLayer | null {
  if (!tested.output) return null;
  const { theme } = document;
  const areas = asSeen(tested.study.areas, viewport);
  const style = { theme, classes: classColours[theme], analysis: "hotspots", always: scaleOf(input.settings.test) };
  const data = { areas, codes: tested.output.class, small: smallOf(tested) };
  return sceneLayer(layerKinds["area-classes"], data, style);
}

function changesLayer(result: HotspotsResult, { document: { theme }, viewport }: AppState): SceneLayer | null {
  const { now, before } = result;
  if (!before) return null;
  const codes = remembered(result, "changes", () => changesOf(now, before));
  const style = { theme, classes: changeColours[theme], analysis: "hotspots", always: changeScale };
  const layer = sceneLayer(layerKinds["area-classes"], { areas: asSeen(now.study.areas, viewport), codes }, style);
  return titled(layer, "legend.change");
}

function shiftLayer(result: HotspotsResult, { document: { theme }, viewport }: AppState): SceneLayer | null {
  const { now, shift } = result;
  if (!shift) return null;
  const codes = remembered(shift, "codes", () => shiftsOf(result));
  const style = { theme, classes: shiftColours[theme], analysis: "hotspots", always: shiftClasses };
  const layer = sceneLayer(layerKinds["area-classes"], { areas: asSeen(now.study.areas, viewport), codes }, style);
  return titled(layer, "legend.shift");
}

function titled(layer: SceneLayer, title: string): SceneLayer {
  return {
    ...layer,
    legend: () => {
      const own = layer.legend();
      return own && { ...own, title };
    },
  };
}

/** A legend with how many areas each class had before. */
function withBefore(legend: LegendSpec | null, { output }: Tested): LegendSpec | null {
  if (!legend || !output) return legend;
  const countOf = (code = "") => {
    const wanted = classNames.indexOf(code);
    return output.class.reduce((sum, one) => sum + (one === wanted ? 1 : 0), 0);
  };
  return { ...legend, stops: legend.stops.map((stop) => ({ ...stop, countBefore: countOf(stop.code) })) };
}

/** The classes that a test can give, hot first. */
function scaleOf({ statistic, level }: HotspotsResult["input"]["settings"]["test"]): string[] {
  if (statistic === "moran") return ["high-high", "high-low", "not-significant", "low-high", "low-low"];
  if (statistic === "geary") return ["high-high", "low-low", "similar", "not-significant", "different"];
  const sure = level <= 0.01 ? ["99"] : level <= 0.05 ? ["99", "95"] : ["99", "95", "90"];
  return [
    ...sure.map((percent) => `hot-${percent}`),
    "not-significant",
    ...sure.toReversed().map((percent) => `cold-${percent}`),
  ];
}

const changeScale = changeClasses.filter((code) => code !== "unremarkable");
const classNames: readonly string[] = hotspotClasses;
const smallFlag = 2 ** hotspotFlags.indexOf("small-base");

/** 1 for every area whose base is too small for its rate to be trusted. */
function smallOf({ output }: Tested): Uint8Array {
  if (!output) return new Uint8Array(0);
  return remembered(output, "small", () => Uint8Array.from(output.flags, (flags) => (flags & smallFlag ? 1 : 0)));
}

/** The colour of a class, or `null` where the map is to shine through. */
export function colourOf(code: string, theme: Theme): Rgb | null {
  const all = [...classColours[theme], ...changeColours[theme], ...shiftColours[theme]];
  const colour = all.find((known) => known.code === code)?.colour;
  return colour === undefined || colour === "no-data" ? null : colour;
}

const byTheme = <T>(make: (theme: Theme) => T): Readonly<Record<Theme, T>> => ({
  light: make("light"),
  dark: make("dark"),
});

const classColours = byTheme((theme) => {
  const [cold99, cold95, cold90, , hot90, hot95, hot99] = hotCold[theme];
  const colours: Readonly<Record<string, AreaClass["colour"] | undefined>> = {
    "no-data": "no-data",
    isolated: "no-data",
    "hot-99": hot99,
    "hot-95": hot95,
    "hot-90": hot90,
    "cold-90": cold90,
    "cold-95": cold95,
    "cold-99": cold99,
    "high-high": hot99,
    "low-low": cold99,
    "low-high": cold90,
    "high-low": hot90,
    similar: cold95,
    different: hot95,
  };
  return hotspotClasses.map((code): AreaClass => ({ code, colour: colours[code] ?? null }));
});

const changeColours = byTheme((theme) => {
  const [cold99, cold95, cold90, , hot90, hot95, hot99] = hotCold[theme];
  const colours: Readonly<Record<string, AreaClass["colour"] | undefined>> = {
    "now-hot": hot99,
    "still-hot": hot95,
    "no-longer-hot": hot90,
    "now-cold": cold99,
    "still-cold": cold95,
    "no-longer-cold": cold90,
  };
  return changeClasses.map((code): AreaClass => ({ code, colour: colours[code] ?? null }));
});

/** More is warm and less is cold, as strong as the change is large. */
const shiftColours = byTheme((theme) => {
  const at: Readonly<Record<string, number | undefined>> = {
    "much-more": 0.95,
    more: 0.74,
    fewer: 0.26,
    "much-fewer": 0.05,
  };
  return shiftClasses.map((code): AreaClass => {
    const place = at[code];
    return { code, colour: place === undefined ? (code === "no-cases" ? "no-data" : null) : diverging[theme](place) };
  });
});
