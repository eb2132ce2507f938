import { assembleDataset, newImportId } from "../../data/import/dataset.ts";
import { importedDataset, keepImported, listImported, removeImported } from "../../data/import/store.ts";
import { defaultDocument } from "../../domain/document.ts";
import type { LocalText } from "../../domain/manifest.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import { levelLabel } from "../../i18n/labels.ts";
import { setView } from "../actions.ts";
import { importPrefix, openDataset } from "../session.ts";
import { store } from "../store.ts";
import { showExamples } from "./examples.ts";
import { currentRecipe } from "./recipe.ts";
import { emptyImport, importer, imports, patchImport } from "./store.ts";

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
  patchImport({ busy: "keep" });
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
  patchImport({ ...emptyImport, listed: await listImported() });
  openDataset(`${importPrefix}${id}`);
  setView("overview");
}

/** Reads the list of datasets that were imported on this machine. */
export async function listImports(): Promise<void> {
  patchImport({ listed: await listImported() });
}

/** Opens a dataset that was imported before. */
export function openImported(id: string): void {
  openDataset(`${importPrefix}${id}`);
}

/** Removes an imported dataset from this machine; the sample is opened in the place of the open one. */
export async function removeImport(id: string): Promise<void> {
  const isOpen = store.getState().document.dataset === `${importPrefix}${id}`;
  if (isOpen) openDataset(defaultDocument.dataset);
  await removeImported(id);
  await listImports();
}
