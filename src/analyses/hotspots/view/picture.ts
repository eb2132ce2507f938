import type { Theme } from "../../../domain/document.ts";
import type { AreaClass } from "../../../layers/area-classes/style.ts";
import { layerKinds } from "../../../layers/index.ts";
import { hotCold, type Rgb } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { asSeen } from "../../../state/detail.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { hotspotClasses, hotspotFlags } from "../kernel/classes.ts";
import { changeClasses, changesOf } from "./changes.ts";
import type { HotspotsResult, Tested } from "./compute.ts";
import { settingsOf } from "./settings.ts";

/** The areas by class on the map: now, before, or what has changed. */
export function pictureOf(result: HotspotsResult, state: AppState, pointedRow: number | null): SceneLayer[] {
  return [...classesOf(result, state), ...(pointedRow === null ? [] : [outlineOf(result, state, pointedRow)])];
}

/** The outline of a cell made on the fly, under an id of its own beside the page's outline of the pointed area. */
function outlineOf({ now }: HotspotsResult, { document: { theme } }: AppState, row: number): SceneLayer {
  const layer = sceneLayer(layerKinds.highlight, [{ areas: now.study.areas, row, role: "hovered" }], { theme });
  return { ...layer, build: () => layer.build().map((drawn) => drawn.clone({ id: `cell-${drawn.id}` })) };
}

function classesOf(result: HotspotsResult, { document, viewport }: AppState): SceneLayer[] {
  const { theme } = document;
  const shown = result.before ? settingsOf(document).subject.picture : "now";
  const tested = shown === "before" && result.before ? result.before : result.now;
  if (!tested.output) return [];
  const areas = asSeen(tested.study.areas, viewport);
  if (shown === "change" && result.before?.output) {
    const codes = remembered(result, "changes", () => changesOf(result.now, result.before ?? result.now));
    const style = { theme, classes: changeColours[theme], analysis: "hotspots", always: changeScale };
    return [sceneLayer(layerKinds["area-classes"], { areas, codes }, style)];
  }
  const small = smallOf(tested);
  const always = scaleOf(result.input.settings.test);
  const style = { theme, classes: classColours[theme], analysis: "hotspots", always };
  return [sceneLayer(layerKinds["area-classes"], { areas, codes: tested.output.class, small }, style)];
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

const changeScale = changeClasses.filter((code) => code !== "unremarkable" && !code.endsWith("cold"));
const smallFlag = 2 ** hotspotFlags.indexOf("small-base");

/** 1 for every area whose base is too small for its rate to be trusted. */
function smallOf({ output }: Tested): Uint8Array {
  if (!output) return new Uint8Array(0);
  return remembered(output, "small", () => Uint8Array.from(output.flags, (flags) => (flags & smallFlag ? 1 : 0)));
}

/** The colour of a class, or `null` where the map is to shine through. */
export function colourOf(code: string, theme: Theme): Rgb | null {
  const colour = [...classColours[theme], ...changeColours[theme]].find((known) => known.code === code)?.colour;
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
