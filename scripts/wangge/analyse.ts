import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { AnalysisSettings, Document } from "../../src/domain/document.ts";
import { viewIds } from "../../src/domain/document.ts";
import type { WaitingResult } from "../../src/state/results.ts";
import type { Run } from "../../src/state/runs.ts";
import type { DatasetFolder } from "./dataset.ts";
import { standInForPage } from "./no-screen.ts";
import { UsageError } from "./usage.ts";

/** What an analysis is run on. */
export interface AnalyseRequest {
  readonly analysis: string;
  readonly params: AnalysisSettings;
  /** The part of a page's link after `#`: filters, and the parameters of every analysis. */
  readonly link: string | null;
}

/** What came of it: its tables, the first one first, and the document it was computed under. */
export interface AnalyseResult {
  readonly tables: readonly WaitingResult[];
  readonly document: Document;
}

const controlOf = (view: string) => new URL(`../../src/analyses/${view}/view/control.ts`, import.meta.url);
/** The analyses that a view computes. */
const computed: readonly string[] = viewIds.filter((id) => existsSync(controlOf(id)));

/** The part of a view that computes, as far as it is needed here. */
interface Control {
  open(): () => void;
  readonly runs: { getState(): { readonly run: Run<unknown> } };
}

const isControl = (value: unknown): value is Control =>
  typeof value === "object" && value !== null && "open" in value && "runs" in value;

/** Runs an analysis as its view does on the page, on the same state and the same code. Throws what stops the view. */
export async function analyse(
  { folder }: DatasetFolder,
  { analysis, params, link }: AnalyseRequest,
): Promise<AnalyseResult> {
  const view = viewIds.find((id) => id === analysis && computed.includes(id));
  if (!view) throw new UsageError(`${analysis} is not an analysis; there are ${computed.join(", ")}.`);
  standInForPage();
  const [{ patchDocument }, { createLinkedControl }, { open }, { store }, { documentFromHash }] = await Promise.all([
    import("../../src/state/actions.ts"),
    import("../../src/state/linked-control.ts"),
    import("../../src/state/session.ts"),
    import("../../src/state/store.ts"),
    import("../../src/state/url.ts"),
  ]);
  const { waitingResults } = await import("../../src/state/results.ts");
  const asked = link === null ? store.getState().document : documentFromHash(link);
  const analyses = { ...asked.analyses, [view]: { ...asked.analyses[view], ...params } };
  patchDocument({ ...asked, view, analyses });
  const linked = createLinkedControl();
  const { control }: { readonly control: unknown } = await import(controlOf(view).href);
  if (!isControl(control)) throw new Error(`the view of ${view} cannot be run without a page`);
  open({ kind: "dataset-url", url: pathToFileURL(`${folder}/`).href });
  await until(() => {
    const { phase, fault } = store.getState().session;
    if (phase === "failed") throw fault ?? new Error("the dataset could not be opened");
    return phase === "ready";
  });
  await linked.settled();
  control.open();
  await until(() => {
    const { run } = control.runs.getState();
    if (run.status === "failed") throw run.fault;
    return run.status === "ready" && !store.getState().viewBusy;
  });
  const patience = performance.now() + publishMilliseconds;
  await until(() => waitingResults(view).length > 0 || performance.now() > patience); // some views publish a little later
  return { tables: waitingResults(view), document: store.getState().document };
}

const publishMilliseconds = 5000;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
}

/** Parameters from JSON, from a JSON file, or from `name=value,…`. */
export function readParams(text: string | undefined): AnalysisSettings {
  if (text === undefined || text.trim() === "") return {};
  const json = text.trim().startsWith("{") ? text : existsSync(text) ? readFileSync(text, "utf8") : null;
  const entries: [string, unknown][] =
    json === null
      ? text.split(",").map((pair) => {
          const [name = "", value = ""] = pair.split(/=(.*)/s);
          return [name.trim(), settingOf(value.trim())];
        })
      : Object.entries(parsed(json));
  const isValue = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
  const bad = entries.find(([name, value]) => name === "" || !isValue(value));
  if (bad) throw new UsageError(`--params: ${bad[0] || text} is not a name with a text, a number, true or false.`);
  return Object.fromEntries(entries) as AnalysisSettings; // checked above
}

function parsed(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new UsageError(`--params is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  throw new UsageError("--params must be a JSON object.");
}

function settingOf(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
