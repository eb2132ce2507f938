import type { Filters } from "../../domain/filters.ts";
import { store } from "../store.ts";

/** Where the view keeps its text in the document. */
export const settingsOfQuery = "query";

/** The linked filters where queries are to obey them, by the document; else `null`. */
export function onlyFiltered(): Filters | null {
  const { analyses, filters } = store.getState().document;
  return analyses[settingsOfQuery]?.filtered === true ? filters : null;
}
