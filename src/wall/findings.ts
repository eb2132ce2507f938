import type { AreaRef } from "../domain/document.ts";
import { Fault } from "../domain/fault.ts";
import type { Manifest } from "../domain/manifest.ts";
import type { LiveData } from "../state/live-data.ts";
import { store } from "../state/store.ts";
import type { PanelAnswer } from "./model/answer.ts";
import { type AnalysisTask, type Analyst, type Findings, isAnalysis } from "./model/findings.ts";
import type { WallPanel } from "./model/layout.ts";
import { questionOf } from "./model/questions.ts";
import type { WallShared } from "./model/shared.ts";

/** What a panel of an analysis shows. The last findings stay until there are newer ones. */
export interface Found {
  readonly findings: Findings | null;
  /** Wall-clock seconds of the data that they were found in. */
  readonly asOf: number | null;
  /** The files and the moment that they were found in, and when that was, in milliseconds of the steady clock. */
  readonly stamp: string;
  readonly at: number;
  /** Why the last try gave nothing; `null`: it did. */
  readonly fault: Fault | null;
}

/** Findings by what they are about: panels that ask the same share them. */
export type AllFound = Readonly<Record<string, Found>>;

/** The night job's table that findings were taken from; `null` where they were found for the wall. */
export const tableOf = (findings: Findings | null) => (findings?.view === "inbox" ? findings.table : null);

/** What the findings of a panel depend on beside the data. */
export function aboutOf({ view, values, days, area }: WallPanel, focus: AreaRef | null): string {
  return JSON.stringify([view, values, days, focus ?? area]);
}

/** Analyses that would see the future of a replay: they read whole cases. */
export const notInReplay: readonly string[] = ["inbox", "response", "limits"];

interface State {
  readonly shared: WallShared;
  readonly answers: Readonly<Record<string, PanelAnswer>>;
  readonly found: AllFound;
}

export interface AnalysisOptions {
  readonly live: LiveData;
  readonly start: () => Analyst;
  /** Findings older than this are found anew when there is newer data. */
  readonly everySeconds: number;
  readonly isReplay: boolean;
  readonly read: () => State;
  /** The panels that this window shows now. */
  readonly shown: () => readonly WallPanel[];
  readonly write: (found: AllFound) => void;
}

/** After a failure it is tried again so soon. */
const retryMilliseconds = 500;

interface Wanted {
  readonly about: string;
  readonly stamp: string;
  readonly task: AnalysisTask;
}

/**
 * Keeps the findings of the present scene's panels up to date, one analysis at a time, in a worker that is ended when all
 * of them are: nothing stays in memory but what panels show.
 */
export function createFindings({ live, start, everySeconds, isReplay, read, shown, write }: AnalysisOptions) {
  let running: Promise<void> | null = null;
  let closed = false;
  let ended: () => void = () => {};

  /** Looks whether a panel's findings are missing or old; called whenever something has changed, and once a second. */
  function refresh(): void {
    if (running || closed || !nextWanted()) return;
    running = round().finally(() => {
      running = null;
      if (Object.values(read().found).some(({ fault }) => fault)) setTimeout(refresh, retryMilliseconds + 1);
    });
  }

  function nextWanted(): Wanted | null {
    const { shared, answers, found } = read();
    const { session } = store.getState();
    const { asOf } = live.status.getState();
    const { manifest } = session;
    if (asOf === null || !manifest) return null;
    for (const panel of shown()) {
      if (!isAnalysis(panel.view) || (isReplay && notInReplay.includes(panel.view))) continue;
      const question = questionOf(panel, { session, asOf, focus: shared.focus });
      const counted = countedIn(answers[panel.id]);
      if (!question || (panel.view === "hotspots" && !counted)) continue;
      const about = aboutOf(panel, shared.focus);
      const stamp = stampOf(panel, manifest);
      if (!isDue({ found: found[about], stamp, isFrozen: shared.frozenAt !== null, now: live.now(), everySeconds }))
        continue;
      const task = { view: panel.view, manifest, folder: live.folder(), filters: question.filters, asOf, counted };
      return { about, stamp, task };
    }
    return null;
  }

  async function round(): Promise<void> {
    const analyst = start();
    ended = analyst.end;
    for (let wanted = nextWanted(); wanted && !closed; wanted = nextWanted()) {
      const { about, stamp, task } = wanted;
      const before = read().found[about];
      const found = await analyst.analyse(task).then(
        (findings): Found => ({
          findings,
          asOf: tableOf(findings)?.asOf ?? task.asOf,
          stamp,
          at: live.now(),
          fault: null,
        }),
        (error: unknown): Found => {
          const fault = error instanceof Fault ? error : new Fault("corrupt", { file: "cases" });
          return { findings: before?.findings ?? null, asOf: before?.asOf ?? null, stamp, at: live.now(), fault };
        },
      );
      if (closed) break;
      write({ ...stillMeant(read()), [about]: found });
      if (found.fault) {
        if (found.fault.code === "worker-died") live.note("analysis-died");
        break;
      }
      // That a worker died stays said: it is not that data could not be had.
      if (before?.fault && before.fault.code !== "worker-died") live.note("recovered");
    }
    analyst.end();
  }

  return {
    refresh,
    /** Resolves when no analysis is running. */
    async settled(): Promise<void> {
      await running;
    },
    close(): void {
      closed = true;
      ended();
    },
  };
}

function countedIn(answer: PanelAnswer | undefined): AnalysisTask["counted"] {
  const areaOutcomes = answer?.answer.areaOutcomes;
  return answer?.areaLevel && areaOutcomes ? { level: answer.areaLevel, areaOutcomes } : null;
}

/** What of the data a view's findings depend on: coverage not on cases, all others also on the moment. */
function stampOf({ view }: WallPanel, { files, asOf, alerts }: Manifest): string {
  const isCoverage = view === "coverage";
  const tables = files.filter(({ table }) => !(isCoverage && table === "cases"));
  const own = view === "inbox" && alerts ? [...tables, alerts] : tables;
  return `${isCoverage ? "" : asOf} ${own.map(({ sha256 }) => sha256.slice(0, 12)).join(" ")}`;
}

interface Due {
  readonly found: Found | undefined;
  readonly stamp: string;
  readonly isFrozen: boolean;
  readonly now: number;
  readonly everySeconds: number;
}

/** Findings are missing, or failed a while ago, or there is newer data and they are old enough. */
function isDue({ found, stamp, isFrozen, now, everySeconds }: Due): boolean {
  if (!found) return true;
  const age = now - found.at;
  if (found.fault) return age > retryMilliseconds;
  return !isFrozen && found.stamp !== stamp && age > everySeconds * 1000;
}

/** What no scene asks about any more is let go. */
function stillMeant({ shared, found }: State): AllFound {
  const meant = new Set(
    shared.layout.scenes.flatMap(({ panels }) => panels.map((panel) => aboutOf(panel, shared.focus))),
  );
  return Object.fromEntries(Object.entries(found).filter(([about]) => meant.has(about)));
}
