import { createTexts } from "../../../i18n/texts.ts";
import { layerKinds } from "../../../layers/index.ts";
import { diverging } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { countCases } from "../../../state/counts.ts";
import { asSeen } from "../../../state/detail.ts";
import { engine } from "../../../state/engine.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { bandsOf, sameTravel, stationAreasOf, travelInput } from "../../../state/travel-input.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeWhatIf, type Variant, type WhatIfInput, type WhatIfResult } from "./compute.ts";
import { changeCodes, changeOf } from "./figures.ts";
import { local } from "./local.ts";
import { messages } from "./messages.ts";
import { listen } from "./pointer.ts";
import { publish } from "./publish.ts";
import { planOf, settingsOf } from "./settings.ts";

const base = createViewControl<WhatIfInput, WhatIfResult>({
  input: inputOf,
  same: sameInput,
  compute: async (input, context) => {
    const result = await computeWhatIf(input, { engine, count: countCases }, context);
    publish(result);
    // A station in the hand stays there: its place is taken up by the next arrow key.
    const { steered, held } = local.getState();
    local.setState({ result, preview: null, held: steered ? held : null });
    return result;
  },
  layers: (result, state) => variantLayers(result, result.after, state),
  beside: (result, state) => {
    const { compare } = settingsOf(state.document);
    const other = compare === "" ? null : result.before;
    if (!other) return null;
    const t = createTexts(messages, state.document.locale);
    return {
      layers: variantLayers(result, other, state),
      titles: [compare === "=" ? t("asIs") : compare, t("thisPlan")],
    };
  },
});

/** Keeps a what-if on screen, and lets stations be dragged. */
export const control = { ...base, open };

function open(): () => void {
  const close = base.open();
  const unlisten = listen(base.draw);
  return () => {
    unlisten();
    local.setState({ tool: "look", preview: null, held: null, result: null, steered: false });
    close();
  };
}

function inputOf(state: AppState): WhatIfInput | null {
  const { document } = state;
  const { changes, travel, form, now, compare } = settingsOf(document);
  const input = travelInput(state, now);
  if (!input) return null;
  const other = document.scenarios.find(({ analysis, name }) => analysis === "stations" && name === compare);
  return {
    travel: input,
    plan: { changes, travel, form },
    other: other ? planOf(other.settings, document.analyses.isochrones ?? {}) : null,
  };
}

function sameInput(one: WhatIfInput, other: WhatIfInput): boolean {
  const plans = ({ plan, other: rival }: WhatIfInput) => JSON.stringify([plan, rival]);
  return (
    sameTravel(one.travel, other.travel) &&
    one.travel.settings.target === other.travel.settings.target &&
    plans(one) === plans(other)
  );
}

function variantLayers(result: WhatIfResult, variant: Variant | null, state: AppState): SceneLayer[] {
  const { theme } = state.document;
  if (!variant) return [];
  const { preview, held } = local.getState();
  const moving = variant === result.after ? preview : null;
  const isShown = (id: string) => moving !== null && held?.id === id;
  const marks = () => ({
    positions: Float64Array.from(
      variant.stations.ids.flatMap((id, s) =>
        isShown(id) && held ? [held.lon, held.lat] : [variant.stations.lon[s] ?? 0, variant.stations.lat[s] ?? 0],
      ),
    ),
    codes: Uint8Array.from(variant.stations.standing, (standing, s) =>
      isShown(variant.stations.ids[s] ?? "") ? 3 : standing === "closed" ? 2 : standing === "changed" ? 1 : 0,
    ),
    analysis: "stations",
  });
  const crews = sceneLayer(layerKinds.crews, moving ? marks() : remembered(variant, "crews", marks), { theme });
  if (variant === result.after && settingsOf(state.document).map === "change" && !moving) {
    return [...changeLayers(result, state), crews];
  }
  const data = moving
    ? { ...moving, analysis: "stations" }
    : remembered(variant, "isochrones", () => ({
        bands: bandsOf(variant.output),
        breaks: Float64Array.from(result.input.travel.settings.breaks),
        stationAreas: stationAreasOf(variant.output),
        analysis: "stations",
      }));
  return [sceneLayer(layerKinds.isochrones, data, { theme }), crews];
}

/** Areas by how much sooner or later the median of the group is. */
function changeLayers(result: WhatIfResult, { document, viewport }: AppState): SceneLayer[] {
  const { theme } = document;
  const { group } = settingsOf(document).now;
  const { table } = result.input.travel;
  const codes = remembered(result, `change ${group}`, () =>
    Uint8Array.from({ length: table.rows }, (_, row) => changeOf(result, row, group)),
  );
  const shades = [0, 0.25, 0.5, 0.75, 1].map((share) => diverging[theme](share));
  const colours = ["no-data" as const, shades[0], shades[1], null, shades[3], shades[4]];
  const classes = changeCodes.map((code, i) => ({ code, colour: colours[i] ?? null }));
  const style = { theme, classes, analysis: "stations", always: changeCodes.slice(1) };
  return [sceneLayer(layerKinds["area-classes"], { areas: asSeen(table, viewport), codes }, style)];
}
