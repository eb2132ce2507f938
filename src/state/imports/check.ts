import type { ImportInput, ImportOutcome } from "../../data/import/outcome.ts";
import { toFault } from "../../domain/fault.ts";
import { tableNames, tableSpec } from "../../domain/tables.ts";
import { currentLive } from "../session.ts";
import { importedTables } from "./destination.ts";
import { showExamples } from "./examples.ts";
import { baseAreas } from "./files.ts";
import { currentRecipe } from "./recipe.ts";
import { importer, imports, patchImport } from "./store.ts";

/** Keys of the open dataset, so that nothing comes in twice; events are looked up among its cases. */
async function baseIds(): Promise<NonNullable<ImportInput["baseIds"]>> {
  const { handle, database } = currentLive();
  const coming = importedTables();
  if (coming.has("case_events")) coming.add("cases");
  const asked = tableNames.filter((table) => coming.has(table) && handle.tables.includes(table));
  const ids: Partial<Record<(typeof asked)[number], string[]>> = {};
  for (const table of asked) {
    const { key } = tableSpec(table);
    if (!key) continue;
    const rows = (await (await database()).query(`SELECT ${key}::VARCHAR AS id FROM ${table}`)).rows();
    ids[table] = rows.map(({ id }) => String(id));
  }
  return ids;
}

/** What of the open dataset rows are compared with: nothing that they take the place of. */
async function base(): Promise<Pick<ImportInput, "baseAreas" | "baseIds">> {
  const { destination } = imports.getState();
  if (destination === "new") return {};
  const newAreas = destination === "replace" && importedTables().has("areas");
  return {
    ...(!newAreas && { baseAreas: baseAreas() }),
    ...(destination === "add" && { baseIds: await baseIds() }),
  };
}

/** Converts and checks everything; nothing is kept yet. */
export async function checkImport(): Promise<void> {
  const { files } = imports.getState();
  patchImport({ busy: "check", step: "check", outcome: null, fault: null, progress: null });
  const own = { recipe: currentRecipe(), files: files.map(({ name, blob }) => ({ name, blob })) };
  await base()
    .then((known) => importer.run("run", { ...own, ...known }, (progress) => patchImport({ progress })))
    .then(
      (outcome) => {
        patchImport({ outcome, busy: null, progress: null });
        noteUnlisted(outcome);
      },
      (error: unknown) => {
        const fault = toFault(error, "corrupt", { file: files.map(({ name }) => name).join(", ") });
        const stopped = fault.code === "aborted";
        patchImport({ busy: null, progress: null, ...(stopped ? { step: "map" as const } : { fault }) });
      },
    );
}

const unlistedValue = /^(\w+): the recipe has no value for “(.*)”$/s;

/** Values that no map lists are shown with their field, so that they can be given a meaning. */
function noteUnlisted({ setAside }: ImportOutcome): void {
  imports.setState(({ files }) => ({
    files: files.map((file) => {
      const unlisted: Record<string, string[]> = {};
      for (const { file: name, table, reason } of setAside) {
        const [, field, value] = unlistedValue.exec(reason) ?? [];
        if (name !== file.name || table !== file.table || field === undefined || value === undefined) continue;
        unlisted[field] = [...(unlisted[field] ?? []), value];
      }
      return { ...file, unlisted };
    }),
  }));
}

/** Stops a check; the mapping stays. */
export function stopCheck(): void {
  importer.stop();
}

export function backToMapping(): void {
  showExamples([]);
  patchImport({ step: "map", outcome: null, fault: null });
}
