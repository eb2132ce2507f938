import { filterFields } from "../domain/case-chunk.ts";
import {
  type AnalysisSettings,
  type AreaRef,
  type Camera,
  type Document,
  defaultDocument,
  locales,
  overlays,
  type Scenario,
  surfaces,
  themes,
  viewIds,
} from "../domain/document.ts";
import { classMethods, type Filters, measures } from "../domain/filters.ts";
import { type AreaLevel, areaLevels } from "../domain/vocabulary.ts";

/** Whether a link is that of the wall, which has an address of its own. */
export const isWallHash = (hash: string): boolean => /^#\/wall(\?|$)/.test(hash);

/**
 * The document as the part of a link after `#`: `/<view>?key=value&…`, only what differs from the default, readable
 * where it can be. Unknown or unusable parts are ignored, so that an old link still opens.
 */
export function documentToHash(document: Document): string {
  const { filters, style, camera, selection } = document;
  const entries: [string, string | undefined][] = [
    ["data", differs(document.dataset, defaultDocument.dataset)],
    ["lang", differs(document.locale, defaultDocument.locale)],
    ["theme", differs(document.theme, defaultDocument.theme)],
    ["time", filters.time?.map(formatMoment).join("~")],
    ...filterFields.map((field): [string, string | undefined] => [
      field,
      filters.values[field]?.map(escapeItem).join(","),
    ]),
    ["areas", filters.areas && `${filters.areas.level}:${filters.areas.ids.map(escapeItem).join(",")}`],
    ["hours", filters.hours && formatRuns(filters.hours)],
    ["surface", differs(style.surface, defaultDocument.style.surface)],
    ["level", style.level ?? undefined],
    ["measure", differs(style.measure, defaultDocument.style.measure)],
    [
      "classes",
      differs(
        `${style.classMethod}:${style.classCount}`,
        `${defaultDocument.style.classMethod}:${defaultDocument.style.classCount}`,
      ),
    ],
    ["bandwidth", style.bandwidthMetres === null ? undefined : String(style.bandwidthMetres)],
    ["show", differs(style.overlays.join(","), defaultDocument.style.overlays.join(","))],
    ["at", camera ? [camera.lon.toFixed(5), camera.lat.toFixed(5), camera.zoom.toFixed(2)].join(",") : undefined],
    ["area", selection ? `${selection.level}:${escapeItem(selection.id)}` : undefined],
    ...Object.entries(document.analyses).map(([id, settings]): [string, string | undefined] => [
      `${id}.`,
      formatSettings(settings),
    ]),
    ...document.scenarios.map((scenario): [string, string] => ["scenario", formatScenario(scenario)]),
  ];
  const query = new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
  const text = query
    .toString()
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%7E", "~")
    .replaceAll("%2F", "/");
  return `#/${document.view}${text ? `?${text}` : ""}`;
}

/** The document of a link; `fallback` gives what the link does not say. */
export function documentFromHash(hash: string, fallback: Document = defaultDocument): Document {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const get = new URLSearchParams(query);
  const style = fallback.style;
  const classes = get.get("classes")?.split(":") ?? [];
  return {
    dataset: get.get("data") ?? fallback.dataset,
    view: oneOf(viewIds, path) ?? fallback.view,
    locale: oneOf(locales, get.get("lang")) ?? fallback.locale,
    theme: oneOf(themes, get.get("theme")) ?? fallback.theme,
    filters: parseFilters(get),
    style: {
      surface: oneOf(surfaces, get.get("surface")) ?? style.surface,
      level: oneOf(areaLevels, get.get("level")) ?? style.level,
      measure: oneOf(measures, get.get("measure")) ?? style.measure,
      classMethod: oneOf(classMethods, classes[0]) ?? style.classMethod,
      classCount: inRange(Number(classes[1]), 3, 9) ?? style.classCount,
      bandwidthMetres: get.has("bandwidth")
        ? (inRange(Number(get.get("bandwidth")), 10, 5000) ?? null)
        : style.bandwidthMetres,
      overlays: get.has("show")
        ? overlays.filter((overlay) => get.get("show")?.split(",").includes(overlay))
        : style.overlays,
    },
    camera: parseCamera(get.get("at")) ?? fallback.camera,
    selection: parseArea(get.get("area")) ?? fallback.selection,
    analyses: { ...fallback.analyses, ...parseAnalyses(get) },
    scenarios: get.has("scenario") ? get.getAll("scenario").flatMap(parseScenario) : fallback.scenarios,
  };
}

function parseFilters(get: URLSearchParams): Filters {
  const values = Object.fromEntries(
    filterFields.filter((field) => get.has(field)).map((field) => [field, items(get.get(field) ?? "")]),
  );
  const time = get.get("time")?.split("~").map(parseMoment) ?? [];
  const [from, to] = time;
  const [level, ids] = (get.get("areas") ?? "").split(/:(.*)/s);
  const areaLevel = oneOf(areaLevels, level);
  return {
    values,
    ...(from !== undefined && to !== undefined && from <= to && { time: [from, to] as const }),
    ...(areaLevel && ids && { areas: { level: areaLevel, ids: items(ids) } }),
    ...(get.has("hours") && { hours: parseRuns(get.get("hours") ?? "") }),
  };
}

function parseCamera(text: string | null): Camera | null {
  const [lon, lat, zoom] = (text ?? "").split(",").map(Number);
  if (lon === undefined || lat === undefined || zoom === undefined) return null;
  const usable = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 24;
  return usable ? { lon, lat, zoom } : null;
}

function parseArea(text: string | null): AreaRef | null {
  const [level, id] = (text ?? "").split(/:(.*)/s);
  const known = oneOf<AreaLevel>(areaLevels, level);
  return known && id ? { level: known, id: unescapeItem(id) } : null;
}

/** The settings of one analysis: `hotspots.=statistic:moran,level:0.05`. Numbers and booleans are told from texts by their look. */
function formatSettings(settings: AnalysisSettings): string | undefined {
  const entries = Object.entries(settings).map(([name, value]) => `${name}:${escapeItem(String(value))}`);
  return entries.length > 0 ? entries.join(",") : undefined;
}

/** A scenario: `scenario=stations:two more,changes:…`. */
function formatScenario({ analysis, name, settings }: Scenario): string {
  return [escapeItem(`${analysis}:${name}`), formatSettings(settings)].filter((part) => part !== undefined).join(",");
}

function parseScenario(text: string): Scenario[] {
  const [head = "", ...entries] = items(text);
  const [analysis = "", name = ""] = head.split(/:(.*)/s);
  return /^[a-z]+$/.test(analysis) && name !== "" ? [{ analysis, name, settings: settingsOf(entries) }] : [];
}

/** Settings of items `name:value`; others are ignored. */
function settingsOf(entries: readonly string[]): AnalysisSettings {
  const named = entries.map((item) => item.split(/:(.*)/s)).filter(([name]) => /^\w+$/.test(name ?? ""));
  return Object.fromEntries(named.map(([name = "", value = ""]) => [name, settingOf(value)]));
}

function parseAnalyses(get: URLSearchParams): Record<string, AnalysisSettings> {
  const analyses: Record<string, AnalysisSettings> = {};
  for (const [key, text] of get) {
    if (!/^[a-z]+\.$/.test(key)) continue;
    analyses[key.slice(0, -1)] = settingsOf(items(text));
  }
  return analyses;
}

function settingOf(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** `2024-03-01` at midnight, else `2024-03-01T08:30:00`. */
function formatMoment(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString().slice(0, 19);
  return iso.endsWith("T00:00:00") ? iso.slice(0, 10) : iso;
}

function parseMoment(text: string): number | undefined {
  const seconds = Date.parse(/T/.test(text) ? `${text}Z` : `${text}T00:00:00Z`) / 1000;
  return Number.isFinite(seconds) ? seconds : undefined;
}

/** Ascending whole numbers as runs: `0-5,8,20-22`. */
function formatRuns(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

function parseRuns(text: string): number[] {
  return text.split(",").flatMap((run) => {
    const [from, to = from] = run.split("-").map(Number);
    if (from === undefined || to === undefined || !(from >= 0 && to < 168 && from <= to)) return [];
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

const escapeItem = (item: string) => item.replaceAll("\\", "\\\\").replaceAll(",", "\\,");
const unescapeItem = (item: string) => item.replaceAll(/\\(.)/gs, "$1");

function items(text: string): string[] {
  const list = [""];
  for (const [piece] of text.matchAll(/\\.|,|[^\\,]+/gs)) {
    if (piece === ",") list.push("");
    else list.push((list.pop() ?? "") + unescapeItem(piece));
  }
  return list;
}

function differs(value: string, usual: string): string | undefined {
  return value === usual ? undefined : value;
}

function oneOf<T extends string>(known: readonly T[], text: string | null | undefined): T | undefined {
  return known.find((value) => value === text);
}

function inRange(value: number, low: number, high: number): number | undefined {
  return value >= low && value <= high ? value : undefined;
}
