import { type LocalText, type Manifest, manifestVersion } from "../../domain/manifest.ts";
import type { TableName } from "../../domain/tables.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import { paddedBox, unionBox } from "../../lib/geodesy.ts";
import type { ImportOutcome } from "./outcome.ts";
import type { Recipe } from "./recipe.ts";
import type { ImportedDataset, ImportedFile } from "./store.ts";
import { formatWallClock, parseWallClock } from "./wall-clock.ts";

/** How an import goes into what is there: as a dataset of its own, or into an imported or open one. */
export interface ImportTarget {
  /** What is there already, where something is added to it. */
  readonly before?: ImportedDataset | undefined;
  /** The manifest of the open dataset and its URL, where it is not an imported one. */
  readonly base?: { readonly url: string; readonly manifest: Manifest } | undefined;
  /** Whether rows of the same table stay and the new ones come behind them ("add a month"), or go. */
  readonly isAdded: boolean;
  readonly levelNames: Readonly<Record<AreaLevel, LocalText>>;
}

/** A new id for a dataset, by the time: it sorts and does not repeat. */
export function newImportId(now: Date): string {
  return `import-${now
    .toISOString()
    .replace(/[-:TZ.]/g, "")
    .slice(0, 17)}`;
}

function mergedFiles(outcome: ImportOutcome, { before, isAdded }: ImportTarget, stamp: string): ImportedFile[] {
  const replaced = new Set(isAdded ? [] : outcome.parts.map(({ table }) => table));
  const kept = (before?.files ?? []).filter(({ table }) => !replaced.has(table));
  return [...kept, ...outcome.parts.map((part) => ({ ...part, name: `${stamp}-${part.name}` }))];
}

/** The tables of which the base keeps its rows: those that rows were only ever added to. */
function addedTables(outcome: ImportOutcome, { before, isAdded }: ImportTarget): TableName[] {
  const tables = new Set(outcome.parts.map(({ table }) => table));
  const own = new Set(before?.files.map(({ table }) => table));
  const added = before?.added ?? [];
  const now = [...tables].filter((table) => isAdded && (!own.has(table) || added.includes(table)));
  return [...added.filter((table) => !tables.has(table)), ...now];
}

/** The dataset that an import makes, or what it makes of the one it goes into. */
export function assembleDataset(
  id: string,
  outcome: ImportOutcome,
  recipe: Recipe,
  target: ImportTarget,
): ImportedDataset {
  const files = mergedFiles(outcome, target, newImportId(new Date()).slice(7));
  const old = target.before?.manifest ?? target.base?.manifest;
  const { title, licence, attribution, timeZone, coordinateSystem } = recipe.dataset;
  const newCases = outcome.times;
  const keepsCases = !newCases || target.isAdded;
  const oldTimes = keepsCases && old ? old.timeRange.map(parseWallClock) : [];
  const first = Math.min(newCases?.first ?? Infinity, ...oldTimes);
  const last = Math.max(newCases?.last ?? -Infinity, ...oldTimes);
  const asOf = Math.max(newCases?.asOf ?? -Infinity, keepsCases && old ? parseWallClock(old.asOf) : -Infinity);
  const counts = new Map<AreaLevel, number>(outcome.levels.map(({ level, count }) => [level, count]));
  const levels = [...(old?.levels.map(({ level }) => level) ?? []), ...counts.keys()];
  const manifest: Manifest = {
    version: manifestVersion,
    id,
    title: old && target.before ? old.title : title,
    simulated: old?.simulated ?? false,
    licence: old?.licence || licence,
    attribution: old?.attribution || attribution,
    timeZone: old?.timeZone ?? timeZone,
    coordinateSystem,
    box: paddedBox(unionBox(outcome.box, old?.box) ?? [0, 0, 0, 0]),
    timeRange: [formatWallClock(Number.isFinite(first) ? first : 0), formatWallClock(Number.isFinite(last) ? last : 0)],
    asOf: formatWallClock(Number.isFinite(asOf) ? asOf : 0),
    levels: [...new Set(levels)].map((level) => ({
      level,
      name: old?.levels.find((known) => known.level === level)?.name ?? target.levelNames[level],
      count: counts.get(level) ?? old?.levels.find((known) => known.level === level)?.count ?? 0,
    })),
    ...(old?.labels ? { labels: old.labels } : {}),
    files: [],
    dataVersion: `${id} ${files.map(({ name, rows, blob }) => `${name}:${rows}:${blob.size}`).join(" ")}`,
    generator: "wangge import",
  };
  const base = target.before?.base ?? target.base?.url;
  return { manifest, recipe, added: addedTables(outcome, target), base, files };
}
