import { createImporter } from "../data/import/client.ts";
import type { CoordinateSystem } from "../data/import/coordinates.ts";
import { assembleDataset, newImportId } from "../data/import/dataset.ts";
import type { BaseAreas } from "../data/import/known-areas.ts";
import type { FieldRecipe, Recipe, TableRecipe } from "../data/import/recipe.ts";
import type { ImportOutcome, ImportProgress } from "../data/import/run.ts";
import type { Sniffed } from "../data/import/sniff.ts";
import {
  type ImportedEntry,
  importedDataset,
  keepImported,
  listImported,
  removeImported,
} from "../data/import/store.ts";
import type { SystemShare } from "../data/import/systems.ts";
import type { DroppedFile } from "../data/source.ts";
import { type Fault, toFault } from "../domain/fault.ts";
import type { LocalText } from "../domain/manifest.ts";
import type { TableName } from "../domain/tables.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { levelLabel } from "../i18n/labels.ts";
import { layerKinds } from "../layers/index.ts";
import { patchDocument, setView } from "./actions.ts";
import { createLocalStore } from "./local-store.ts";
import { sceneLayer } from "./scene-layer.ts";
import { importPrefix, openDataset } from "./session.ts";
import { store } from "./store.ts";

export type { Finding } from "../data/import/findings.ts";

/** One file on its way in: what it was found to be, and what the user has said about it. */
export interface ImportFile {
  readonly name: string;
  readonly blob: Blob;
  readonly sniffed: Sniffed | null;
  readonly fault: Fault | null;
  readonly table: TableName | null;
  readonly fields: Readonly<Record<string, FieldRecipe>>;
  readonly coordinates: CoordinateSystem | null;
  readonly sheet: string | undefined;
  readonly hint: SystemShare | null;
}

/** Where the rows go: a dataset of their own, behind those of the open dataset, or in their place. */
export type Destination = "new" | "add" | "replace";

export interface ImportState {
  readonly files: readonly ImportFile[];
  readonly step: "files" | "map" | "check";
  readonly title: string;
  readonly timeZone: string;
  readonly destination: Destination;
  readonly busy: "sniff" | "check" | "keep" | null;
  readonly progress: ImportProgress | null;
  readonly outcome: ImportOutcome | null;
  readonly fault: Fault | null;
  readonly listed: readonly ImportedEntry[];
}

const empty: ImportState = {
  files: [],
  step: "files",
  title: "",
  timeZone: "Asia/Shanghai",
  destination: "new",
  busy: null,
  progress: null,
  outcome: null,
  fault: null,
  listed: [],
};

export const imports = createLocalStore<ImportState>(empty);

const importer = createImporter();

const patch = (part: Partial<ImportState>): void => imports.setState(part);

function patchFile(name: string, part: Partial<ImportFile>): void {
  imports.setState(({ files }) => ({
    files: files.map((file) => (file.name === name ? { ...file, ...part } : file)),
    outcome: null,
  }));
}

/** Reads the list of datasets that were imported on this machine. */
export async function listImports(): Promise<void> {
  patch({ listed: await listImported() });
}

/** Opens the wizard with files. */
export function startImport(files: readonly DroppedFile[]): void {
  importer.stop();
  setView("data");
  const { manifest } = store.getState().session;
  patch({
    ...empty,
    listed: imports.getState().listed,
    step: "map",
    title: (files[0]?.path.split("/").pop() ?? "").replace(/\.[a-z0-9.]+$/i, ""),
    timeZone: manifest?.timeZone ?? empty.timeZone,
    files: files.map(({ path, blob }) => ({
      name: path.split("/").pop() ?? path,
      blob,
      sniffed: null,
      fault: null,
      table: null,
      fields: {},
      coordinates: null,
      sheet: undefined,
      hint: null,
    })),
  });
  void sniffAll();
}

async function sniffAll(): Promise<void> {
  patch({ busy: "sniff" });
  for (const { name } of imports.getState().files) await sniffFile(name);
  patch({ busy: null });
}

/** Looks at a file again, as one table or sheet where the user names it. */
export async function sniffFile(
  name: string,
  said: { readonly table?: TableName; readonly sheet?: string } = {},
): Promise<void> {
  const file = imports.getState().files.find((known) => known.name === name);
  if (!file) return;
  const network: TableRecipe["network"] =
    said.table === "road_edges" ? "edges" : said.table === "road_nodes" ? "nodes" : undefined;
  const options = { ...said, ...(file.sniffed?.network && network && { network }) };
  await importer.run("sniff", { file: { name, blob: file.blob }, options }).then(
    (sniffed) => {
      const { match, coordinates } = sniffed;
      const found = { sniffed, table: match.table, fields: match.fields, coordinates: coordinates ?? null };
      patchFile(name, { ...found, sheet: said.sheet, fault: null });
      return hintSystem(name).catch(() => undefined);
    },
    (error: unknown) => {
      const fault = toFault(error, "corrupt", { file: name });
      if (fault.code !== "aborted") patchFile(name, { fault, sniffed: null, table: null });
    },
  );
}

function baseAreas(): BaseAreas[] {
  return [...store.getState().session.areas.values()].map(({ level, ids, names, polygons }) => ({
    level,
    ids,
    names,
    polygons,
  }));
}

/** Whether the positions fit the open dataset's areas better in another system: shifted by hundreds of metres, say. */
async function hintSystem(name: string): Promise<void> {
  const file = imports.getState().files.find((known) => known.name === name);
  if (!file?.sniffed || file.sniffed.isStated) return;
  const column = (field: string) =>
    file.sniffed?.columns.find((known) => known.name === file.fields[field]?.from?.[0])?.values ?? [];
  const [x, y] = [column("lon").map(Number), column("lat").map(Number)];
  const level = (["duty_grid", "community", "street_town"] as const).find(
    (wanted) => file.fields[`stated_${wanted}_id`],
  );
  const stated = level ? { level, stated: column(`stated_${level}_id`) } : {};
  const chosen = file.coordinates ?? undefined;
  const shares = await importer.run("systems", { positions: { x, y, ...stated }, areas: baseAreas(), chosen });
  const [best] = shares;
  const own = shares.find(({ system }) => system === chosen)?.share ?? 0;
  patchFile(name, { hint: best && best.system !== chosen && best.share > own + 0.02 ? best : null });
}

/** Says which column fills a field, or the same value for every row; null leaves it empty. */
export function setField(name: string, field: string, filling: FieldRecipe | null): void {
  const file = imports.getState().files.find((known) => known.name === name);
  if (!file) return;
  const { [field]: _, ...others } = file.fields;
  patchFile(name, { fields: filling ? { ...others, [field]: filling } : others });
  if (field === "lon" || field === "lat") void hintSystem(name).catch(() => undefined);
}

export function setCoordinates(name: string, coordinates: CoordinateSystem): void {
  patchFile(name, { coordinates });
  void hintSystem(name).catch(() => undefined);
}

export function setImport(part: Partial<Pick<ImportState, "title" | "timeZone" | "destination">>): void {
  patch({ ...part, outcome: null });
}

export function dropFile(name: string): void {
  imports.setState(({ files }) => ({ files: files.filter((file) => file.name !== name), outcome: null }));
  if (imports.getState().files.length === 0) cancelImport();
}

/** The import as a recipe, which the command line takes too. */
export function currentRecipe(): Recipe {
  const { files, title, timeZone } = imports.getState();
  const local: LocalText = { "zh-CN": title || "导入", en: title || "Import" };
  const tables = files.flatMap(({ name, table, fields, coordinates, sniffed, sheet }): TableRecipe[] => {
    if (!table || !sniffed) return [];
    const own: TableRecipe = {
      table,
      file: name,
      ...(sniffed.encoding && { encoding: sniffed.encoding }),
      ...(sheet && { sheet }),
      ...(coordinates && coordinates !== "WGS-84" && { coordinates }),
      ...(sniffed.network && { network: sniffed.network }),
      fields,
    };
    if (sniffed.network !== "edges") return [own];
    const nodes = { node_id: { from: ["$node"] }, lon: { from: ["$lon"] }, lat: { from: ["$lat"] } };
    return [own, { ...own, table: "road_nodes", network: "nodes", fields: nodes }];
  });
  return {
    format: "wangge-recipe/1",
    dataset: {
      id: "import",
      title: local,
      simulated: false,
      licence: "-",
      attribution: title || "-",
      timeZone,
      coordinateSystem: "WGS-84",
    },
    tables,
  };
}

/** Converts and checks everything; nothing is kept yet. */
export async function checkImport(): Promise<void> {
  const { files, destination } = imports.getState();
  patch({ busy: "check", step: "check", outcome: null, fault: null, progress: null });
  const input = {
    recipe: currentRecipe(),
    files: files.map(({ name, blob }) => ({ name, blob })),
    ...(destination !== "new" && { baseAreas: baseAreas() }),
  };
  await importer
    .run("run", input, (progress) => patch({ progress }))
    .then(
      (outcome) => patch({ outcome, busy: null, progress: null }),
      (error: unknown) => {
        const fault = toFault(error, "corrupt", { file: files.map(({ name }) => name).join(", ") });
        patch({ busy: null, progress: null, ...(fault.code === "aborted" ? { step: "map" as const } : { fault }) });
      },
    );
}

const levelNames = (levels: readonly AreaLevel[]): Record<AreaLevel, LocalText> =>
  // One entry for each of the levels given, which are all there are.
  Object.fromEntries(
    levels.map((level) => [level, { "zh-CN": levelLabel(null, level, "zh-CN"), en: levelLabel(null, level, "en") }]),
  ) as Record<AreaLevel, LocalText>;

/** Keeps what was checked on this machine and opens it. */
export async function keepImport(): Promise<void> {
  const { outcome, destination } = imports.getState();
  const { document, session } = store.getState();
  if (!outcome) return;
  patch({ busy: "keep" });
  const open = document.dataset.startsWith(importPrefix) ? document.dataset.slice(importPrefix.length) : undefined;
  const goesInto = destination === "new" ? undefined : open;
  const before = goesInto === undefined ? undefined : await importedDataset(goesInto);
  const isBased = destination !== "new" && !before && session.manifest;
  const id = goesInto ?? newImportId(new Date());
  const dataset = assembleDataset(id, outcome, currentRecipe(), {
    before,
    base: isBased ? { url: document.dataset, manifest: isBased } : undefined,
    isAdded: destination === "add",
    levelNames: levelNames(outcome.levels.map(({ level }) => level)),
  });
  await keepImported(id, dataset);
  importer.stop();
  showExamples([]);
  patch({ ...empty, listed: await listImported() });
  openDataset(`${importPrefix}${id}`);
  setView("overview");
}

/** Opens a dataset that was imported before. */
export function openImported(id: string): void {
  openDataset(`${importPrefix}${id}`);
}

/** Removes an imported dataset from this machine. */
export async function removeImport(id: string): Promise<void> {
  await removeImported(id);
  await listImports();
}

export function backToMapping(): void {
  showExamples([]);
  patch({ step: "map", outcome: null, fault: null });
}

/** Stops what is being done; the open dataset stays as it is. */
export function cancelImport(): void {
  importer.stop();
  showExamples([]);
  patch({ ...empty, listed: imports.getState().listed });
}

/** Stops a check; the mapping stays. */
export function stopCheck(): void {
  importer.stop();
}

/** Rings around places on the map; the map goes to the first. */
export function showExamples(positions: readonly (readonly [lon: number, lat: number])[]): void {
  const known = positions.filter(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat));
  const [first] = known;
  const dark = store.getState().document.theme === "dark";
  store.setState({ viewLayers: first ? [sceneLayer(layerKinds.examples, { positions: known }, { dark })] : null });
  if (first) patchDocument({ camera: { lon: first[0], lat: first[1], zoom: 15 } });
}
