import { createFormat } from "../../../i18n/format.ts";
import { createTexts } from "../../../i18n/texts.ts";
import { layerKinds } from "../../../layers/index.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import { listenOnMap } from "../../../state/map-pointer.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import { type Live, onLive } from "../../../state/session.ts";
import { type AppState, store } from "../../../state/store.ts";
import { unitTablesOf } from "../../../state/unit-tables.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { readArrivals } from "./arrivals.ts";
import type { AtomInput } from "./atom-input.ts";
import { type Atoms, loadAtoms } from "./atoms.ts";
import { breakPlaces, planData } from "./drawn.ts";
import { adopt, editor, followLink, redo, refreshFigures, undo } from "./editor.ts";
import { messages } from "./messages.ts";
import { unitNames } from "./names.ts";
import { publishPlan } from "./publish.ts";
import { settingsOf } from "./settings.ts";
import { pointerTools } from "./tools.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

const base = createViewControl<AtomInput, Atoms | null>({
  input: inputOf,
  same: sameInput,
  compute: async (input, context) => {
    const atoms = await loadAtoms(input, { engine, count: countCases }, context);
    context.signal.throwIfAborted();
    if (atoms) adopt(atoms);
    if (atoms && live) void readArrivals(atoms, live.handle).then(() => refreshFigures(atoms));
    return atoms;
  },
  layers: (_, state) => layersOf(state),
});

/** Keeps the atoms those of the present data and filters, and the plan on the map as it is edited. */
export const control = { ...base, open };

const publishDelay = 400;

function open(): () => void {
  const close = base.open();
  const unlisten = listenOnMap(pointerTools);
  let timer = 0;
  const undraw = editor.subscribe((state, before) => {
    if (state === before) return;
    document.documentElement.dataset.tool = state.tool;
    if (state.plan) store.setState({ viewLayers: layersOf(store.getState()) });
    if (state.version === before.version || state.stroking) return;
    clearTimeout(timer);
    timer = window.setTimeout(publishPlan, publishDelay);
  });
  const unfollow = store.subscribe(({ document }) => document.analyses.units, followLink);
  const unname = store.subscribe(
    ({ document }) => document.locale,
    () => store.setState({ viewLayers: layersOf(store.getState()) }),
  );
  window.addEventListener("keydown", undoByKey);
  return () => {
    clearTimeout(timer);
    window.removeEventListener("keydown", undoByKey);
    delete document.documentElement.dataset.tool;
    editor.setState({ tool: "look", aimed: [], lasso: [], cursor: null });
    undraw();
    unfollow();
    unname();
    unlisten();
    close();
  };
}

/** Ctrl+Z and Ctrl+Shift+Z, except where text is being written. */
function undoByKey(event: KeyboardEvent): void {
  const writing = event.target instanceof HTMLElement && event.target.closest("input[type=text], textarea") !== null;
  if (event.defaultPrevented || writing || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.shiftKey ? redo : undo)();
}

function inputOf({ document, session, linked }: AppState): AtomInput | null {
  const { manifest, facts, areas, base: features } = session;
  const handle = live?.handle;
  if (!manifest || !facts || !handle || !features) return null;
  const settings = settingsOf(document);
  return {
    city: () => cityOf(handle),
    tables: () => unitTablesOf(handle),
    areas,
    base: features,
    atomLevel: settings.atoms,
    baseLevel: settings.base,
    params: settings.form,
    filters: document.filters,
    window: linked?.window ?? facts.timeRange,
    categories: facts.dictionaries.category ?? [],
    dataVersion: manifest.dataVersion,
    bridges: settings.bridges,
  };
}

function sameInput(one: AtomInput, other: AtomInput): boolean {
  return (
    one.areas === other.areas &&
    one.atomLevel === other.atomLevel &&
    one.baseLevel === other.baseLevel &&
    one.bridges === other.bridges &&
    one.filters === other.filters &&
    one.window[0] === other.window[0] &&
    one.window[1] === other.window[1] &&
    JSON.stringify(one.params) === JSON.stringify(other.params)
  );
}

function layersOf(app: AppState): SceneLayer[] {
  const { locale, theme } = app.document;
  const state = editor.getState();
  const t = createTexts(messages, locale);
  const data = planData(state, app, {
    nameOf: unitNames(state.atoms, settingsOf(app.document), locale),
    format: createFormat(locale),
    people: (count) => t("people", { count }),
  });
  const { atoms, plan } = state;
  if (!data || !atoms || !plan) return [];
  return [
    sceneLayer(layerKinds.plan, data, { theme }),
    sceneLayer(layerKinds["unit-names"], data.units, { theme }),
    sceneLayer(layerKinds.numbers, { list: "breaks", positions: breakPlaces(atoms, plan) }, { theme }),
  ];
}
