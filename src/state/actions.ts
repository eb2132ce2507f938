import type { FilterField } from "../domain/case-chunk.ts";
import type {
  AnalysisSettings,
  AreaRef,
  Camera,
  Document,
  Locale,
  MapStyle,
  Overlay,
  Scenario,
  Theme,
  ViewId,
} from "../domain/document.ts";
import { type Filters, noFilters, type TimeRange } from "../domain/filters.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { showNextFrame } from "./frame.ts";
import { store } from "./store.ts";

/** Changes some parts of the document. */
export function patchDocument(patch: Partial<Document>): void {
  store.setState(({ document }) => ({ document: { ...document, ...patch } }));
}

function setFilters(change: (filters: Filters) => Filters): void {
  patchDocument({ filters: change(store.getState().document.filters) });
}

/** Shows only cases reported within the window; `null` shows all. */
export function setTime(time: TimeRange | null): void {
  setFilters(({ time: _, ...rest }) => (time ? { ...rest, time } : rest));
}

/** The same while the window moves: the panels follow in the next frame, the counts are asked for at once. */
export function dragTime(time: TimeRange | null): void {
  showNextFrame();
  setTime(time);
}

/** Lets through only these values of a field; an empty list lets all through. */
export function setValues(field: FilterField, values: readonly string[]): void {
  setFilters((filters) => {
    const { [field]: _, ...others } = filters.values;
    return { ...filters, values: values.length > 0 ? { ...others, [field]: values } : others };
  });
}

/** Adds a value to a field's filter, or takes it away. */
export function toggleValue(field: FilterField, value: string): void {
  const values = store.getState().document.filters.values[field] ?? [];
  setValues(field, values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
}

/** Lets through only cases in these areas of one level; an empty list lets all through. */
export function setAreas(level: AreaLevel, ids: readonly string[]): void {
  setFilters(({ areas: _, ...rest }) => (ids.length > 0 ? { ...rest, areas: { level, ids } } : rest));
}

/** Lets through only these hours of the week (weekday · 24 + hour, Monday first); an empty list lets all through. */
export function setHours(hours: readonly number[]): void {
  setFilters(({ hours: _, ...rest }) => (hours.length > 0 ? { ...rest, hours } : rest));
}

/** Takes every filter away. */
export function clearFilters(): void {
  patchDocument({ filters: noFilters });
}

export function setStyle(patch: Partial<MapStyle>): void {
  patchDocument({ style: { ...store.getState().document.style, ...patch } });
}

export function toggleOverlay(overlay: Overlay): void {
  const { overlays } = store.getState().document.style;
  setStyle({
    overlays: overlays.includes(overlay) ? overlays.filter((other) => other !== overlay) : [...overlays, overlay],
  });
}

/** Changes parameters of an analysis. */
export function setAnalysis(id: string, patch: AnalysisSettings): void {
  const { analyses } = store.getState().document;
  patchDocument({ analyses: { ...analyses, [id]: { ...analyses[id], ...patch } } });
}

/** Keeps the present settings of an analysis as a scenario; one of the same name is replaced. */
export function keepScenario(analysis: string, name: string): void {
  const { analyses, scenarios } = store.getState().document;
  const kept: Scenario = { analysis, name, settings: analyses[analysis] ?? {} };
  const isSame = (other: Scenario) => other.analysis === analysis && other.name === name;
  patchDocument({
    scenarios: scenarios.some(isSame) ? scenarios.map((other) => (isSame(other) ? kept : other)) : [...scenarios, kept],
  });
}

/** Takes a scenario's settings as the present ones. */
export function openScenario({ analysis, settings }: Scenario): void {
  patchDocument({ analyses: { ...store.getState().document.analyses, [analysis]: settings } });
}

/** Forgets a scenario. */
export function dropScenario(analysis: string, name: string): void {
  const { scenarios } = store.getState().document;
  patchDocument({ scenarios: scenarios.filter((other) => other.analysis !== analysis || other.name !== name) });
}

/** Gives analyses their default parameters again. */
export function resetAnalyses(...ids: readonly string[]): void {
  const kept = Object.entries(store.getState().document.analyses).filter(([id]) => !ids.includes(id));
  patchDocument({ analyses: Object.fromEntries(kept) });
}

/** Outlines an area everywhere and opens its figures; `null` closes them. */
export function select(selection: AreaRef | null): void {
  patchDocument({ selection });
}

export function hover(hovered: AreaRef | null): void {
  const before = store.getState().hovered;
  if (before?.id !== hovered?.id || before?.level !== hovered?.level) store.setState({ hovered });
}

export const setLocale = (locale: Locale) => patchDocument({ locale });
export const setTheme = (theme: Theme) => patchDocument({ theme });
export const setView = (view: ViewId) => patchDocument({ view });
export const setCamera = (camera: Camera | null) => patchDocument({ camera });

/** The window moves on by itself (time playback). */
export function setPlaying(playing: boolean): void {
  if (store.getState().playing !== playing) store.setState({ playing });
}
