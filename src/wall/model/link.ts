import { type Locale, locales, type Theme, themes } from "../../domain/document.ts";
import { readLayout, type WallLayout, type WallPanel } from "./layout.ts";
import { type GridId, grids, type PresetId, presetIds, presetLayout } from "./presets.ts";

/** The part of a wall that one window shows, as shares of the whole: one window per screen. */
export interface Part {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** Everything a link to the wall says. */
export interface WallLink {
  readonly dataset: string;
  readonly locale: Locale;
  readonly theme: Theme;
  readonly preset: PresetId;
  readonly grid: GridId;
  /** A layout of one's own, in place of the preset. */
  readonly layout: WallLayout | null;
  readonly part: Part | null;
  readonly everySeconds: number;
  /** Analyses are made anew at most so often. */
  readonly analyseSeconds: number;
  readonly replay: { readonly day: number; readonly speed: number } | null;
  readonly remote: boolean;
}

const usualAnalyseSeconds = 600;

/** The wall of a link; what it does not say, or says badly, is as usual. Throws `bad-input` for a layout that cannot be read. */
export function wallFromHash(hash: string, dataset: string): WallLink {
  const get = new URLSearchParams(hash.split(/\?(.*)/s)[1] ?? "");
  const layout = get.get("layout");
  const every = Number(get.get("every"));
  const analyse = Number(get.get("analyse"));
  return {
    dataset: get.get("data") ?? dataset,
    locale: oneOf(locales, get.get("lang")) ?? "zh-CN",
    theme: oneOf(themes, get.get("theme")) ?? "dark",
    preset: oneOf(presetIds, get.get("preset")) ?? "all",
    grid: oneOf(Object.keys(grids) as GridId[], get.get("grid")) ?? "6x3",
    layout: layout === null ? null : readLayout(JSON.parse(decoded(layout))),
    part: partOf(get.get("screen")),
    everySeconds: every >= 1 && every <= 86_400 ? every : 60,
    analyseSeconds: analyse >= 1 && analyse <= 86_400 ? analyse : usualAnalyseSeconds,
    replay: replayOf(get.get("replay")),
    remote: get.get("remote") === "1",
  };
}

/** The link of a wall: only what differs from the usual. */
export function wallToHash(link: WallLink, dataset: string): string {
  const { part, replay } = link;
  const entries: [string, string | null][] = [
    ["data", link.dataset === dataset ? null : link.dataset],
    ["lang", link.locale === "zh-CN" ? null : link.locale],
    ["theme", link.theme === "dark" ? null : link.theme],
    ["preset", link.layout || link.preset === "all" ? null : link.preset],
    ["grid", link.layout || link.grid === "6x3" ? null : link.grid],
    ["layout", link.layout && encoded(JSON.stringify(link.layout))],
    ["screen", part && `${part.column},${part.row},${part.columns}x${part.rows}`],
    ["every", link.everySeconds === 60 ? null : String(link.everySeconds)],
    ["analyse", link.analyseSeconds === usualAnalyseSeconds ? null : String(link.analyseSeconds)],
    ["replay", replay && `${new Date(replay.day * 1000).toISOString().slice(0, 10)}@${replay.speed}`],
    ["remote", link.remote ? "1" : null],
  ];
  const query = new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] !== null)).toString();
  return `#/wall${query ? `?${query.replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%40", "@")}` : ""}`;
}

/** The layout that a link means. */
export function layoutOf({ layout, preset, grid }: WallLink): WallLayout {
  return layout ?? presetLayout(preset, grid);
}

/** The panels of a scene that a window shows: all, or those on its screen. */
export function panelsOn({ columns, rows }: WallLayout, panels: readonly WallPanel[], part: Part | null) {
  if (!part) return panels;
  const [wide, high] = [columns / part.columns, rows / part.rows];
  const [left, top] = [part.column * wide, part.row * high];
  return panels.filter(
    (one) =>
      one.column < left + wide && one.column + one.columns > left && one.row < top + high && one.row + one.rows > top,
  );
}

/** `2,0,6x3`: the third column and first row of six by three screens. */
function partOf(text: string | null): Part | null {
  const [, column, row, columns, rows] = /^(\d+),(\d+),(\d+)x(\d+)$/.exec(text ?? "")?.map(Number) ?? [];
  if (column === undefined || row === undefined || !columns || !rows) return null;
  return column < columns && row < rows ? { column, row, columns, rows } : null;
}

/** `2024-03-05@60`: that day, sixty times as fast. */
function replayOf(text: string | null): WallLink["replay"] {
  const [, date, speed] = /^(\d{4}-\d{2}-\d{2})@(\d+)$/.exec(text ?? "") ?? [];
  const day = Date.parse(`${date}T00:00:00Z`) / 1000;
  return Number.isFinite(day) && Number(speed) >= 1 && Number(speed) <= 600 ? { day, speed: Number(speed) } : null;
}

function encoded(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function decoded(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | undefined {
  return known.find((value) => value === text);
}
