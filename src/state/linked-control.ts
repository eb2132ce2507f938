import type { Document } from "../domain/document.ts";
import { type Fault, toFault } from "../domain/fault.ts";
import type { TimeRange } from "../domain/filters.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import type { LinkedAnswer, LinkedQuestion } from "../engine/linked/protocol.ts";
import { squareFrame } from "../lib/frame.ts";
import { showNow } from "./frame.ts";
import { createLinkedLoop, type LinkedLoop } from "./linked-loop.ts";
import { questionOf } from "./question.ts";
import { failSession, onLive, retryLoading } from "./session.ts";
import { type AppState, type Linked, type Session, store } from "./store.ts";
import { isStudy, makesCells, studyLevel } from "./study-level.ts";
import { previousWindow, timeBins } from "./time-bins.ts";

/** The level that areas are counted by: that of the view's analysis, else the chosen one if the dataset has it, else the working grids or the finest but cells. */
export function effectiveLevel(document: Document, { areas }: Session): AreaLevel | null {
  if (isStudy(document.view) && !makesCells(document)) return studyLevel(document, areas);
  const { style } = document;
  if (style.level && areas.has(style.level)) return style.level;
  const preferred: readonly AreaLevel[] = [
    "duty_grid",
    "community",
    "basic_unit",
    "street_town",
    "district",
    "city",
    "cell",
  ];
  return preferred.find((level) => areas.has(level)) ?? [...areas.keys()][0] ?? null;
}

/**
 * Asks the linked filters whenever the filters, the style or the viewport change, and puts the answer on screen: the
 * state's `linked` is set at most once a frame.
 */
export function createLinkedControl() {
  let loop: LinkedLoop | null = null;
  let latest: Promise<LinkedAnswer> = Promise.reject(toFault("no dataset is open", "bad-input"));
  latest.catch(() => {});
  let painted: Promise<void> = Promise.resolve();

  onLive((live) => {
    loop = live && createLinkedLoop(live.linked, show);
    void live?.linked.over.then(reportDeath);
    refresh();
  });
  store.subscribe(relevant, refresh, { equalityFn: sameItems });

  /** Asks about the document as it is; the answer is to this or a later question. */
  function ask(): Promise<LinkedAnswer> {
    const { document, session, viewport } = store.getState();
    const { manifest, facts } = session;
    if (!loop || !manifest || !facts) return Promise.reject(toFault("no dataset is open", "bad-input"));
    const context = { facts, frame: squareFrame(manifest.box), viewport, level: effectiveLevel(document, session) };
    return loop.ask(questionOf(document, context));
  }

  function refresh(): void {
    if (!loop) return;
    latest = ask();
    latest.catch(() => store.setState({ busy: false })); // told when the worker is over
    store.setState({ busy: true });
  }

  function show(answer: LinkedAnswer, question: LinkedQuestion): void {
    painted = new Promise((resolve) => {
      requestAnimationFrame(() => {
        const linked = linkedOf(answer, question, store.getState());
        if (linked) store.setState({ linked, busy: false });
        showNow();
        resolve();
      });
    });
  }

  return {
    refresh,
    /** The answer to the last question asked; rejects while no dataset is open. */
    latest: () => latest,
    /** Resolves when no question is on its way and the last answer is in the state. */
    async settled(): Promise<void> {
      await loop?.idle();
      await painted;
    },
  };
}

export type LinkedControl = ReturnType<typeof createLinkedControl>;

const relevant = ({ document, session, viewport }: AppState) => {
  const { surface, level, measure, bandwidthMetres, overlays } = document.style;
  const study = isStudy(document.view) ? document.analyses.hotspots : null;
  return [
    document.filters,
    document.selection !== null,
    surface,
    level,
    measure,
    bandwidthMetres,
    overlays.includes("cases"),
    session.facts,
    viewport,
    study,
  ];
};

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((item, i) => item === b[i]);
}

function linkedOf(
  answer: LinkedAnswer,
  { filters, areaField, previous, raster }: LinkedQuestion,
  { session }: AppState,
): Linked | null {
  if (!session.facts) return null;
  const window: TimeRange = filters.time ?? session.facts.timeRange;
  return {
    answer,
    bins: timeBins(session.facts.timeRange),
    areaLevel: [...session.areas.keys()].find((level) => `${level}_id` === areaField) ?? null,
    raster,
    window,
    previousWindow: previous && previousWindow(window, session.facts.timeRange),
  };
}

/** A worker that dies again so soon would die for ever. */
const patienceMilliseconds = 20_000;
let lastDeath = Number.NEGATIVE_INFINITY;

/** A dead worker takes its cases with it: they are loaded anew, unless that has just been tried. */
function reportDeath(fault: Fault): void {
  if (fault.values.reason === "closed") return;
  const again = performance.now() - lastDeath < patienceMilliseconds;
  lastDeath = performance.now();
  if (again) failSession(fault);
  else retryLoading();
}
