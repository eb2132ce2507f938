import { currentLive } from "../session.ts";
import { store } from "../store.ts";
import { type Destination, imports } from "./store.ts";

/** The tables that the files become. */
export function importedTables(): Set<string> {
  return new Set(imports.getState().files.flatMap(({ table }) => (table ? [table] : [])));
}

/** The ways that are open: a dataset of its own needs cases, the others an open dataset. */
export function possibleDestinations(): Destination[] {
  const isOpen = store.getState().session.phase === "ready";
  const ways: Destination[] = importedTables().has("cases") ? ["new"] : [];
  return isOpen ? [...ways, "add", "replace"] : ways;
}

/** Cases make a dataset; other tables go into the open one, in the place of its own where it has such a table. */
export function likelyDestination(): Destination {
  const ways = possibleDestinations();
  if (ways[0] === "new" || ways.length === 0) return "new";
  const { tables } = currentLive().handle;
  return tables.some((table) => importedTables().has(table)) ? "replace" : "add";
}
