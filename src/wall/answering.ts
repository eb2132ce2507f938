import { sameParts } from "../lib/same-parts.ts";
import type { LiveData } from "../state/live-data.ts";
import { type Session, store } from "../state/store.ts";
import type { PanelAnswer } from "./model/answer.ts";
import { isAnalysis } from "./model/findings.ts";
import type { WallPanel } from "./model/layout.ts";
import { linkedQuestion, questionOf } from "./model/questions.ts";
import type { WallShared } from "./model/shared.ts";

interface State {
  readonly shared: WallShared;
  readonly answers: Readonly<Record<string, PanelAnswer>>;
}

export interface AnsweringOptions {
  readonly live: LiveData;
  readonly read: () => State;
  /** The panels that this window shows now. */
  readonly shown: () => readonly WallPanel[];
  readonly write: (answers: State["answers"]) => void;
}

/** Asks for every panel of the present scene, one question at a time; panels that ask the same share the answer. */
export function createAnswering({ live, read, shown, write }: AnsweringOptions) {
  let running: Promise<void> | null = null;
  let again = false;

  function refresh(): void {
    again = true;
    if (read().shared.frozenAt !== null && Object.keys(read().answers).length > 0) return;
    running ??= run().finally(() => {
      running = null;
    });
  }

  async function run(): Promise<void> {
    while (again) {
      again = false;
      await round();
    }
  }

  async function round(): Promise<void> {
    const { shared } = read();
    const { version, asOf } = live.status.getState();
    const session: Session = store.getState().session;
    const panels = shown().filter(({ view }) => view === "hotspots" || !isAnalysis(view));
    if (asOf === null) return;
    const asked = new Map<string, Promise<PanelAnswer>>();
    const kept: Record<string, PanelAnswer> = {};
    for (const panel of panels) {
      const question = questionOf(panel, { session, asOf, focus: shared.focus });
      if (again || !question) continue;
      const key = JSON.stringify([question.filters, question.areaLevel, question.durations, question.raster?.window]);
      const answer =
        asked.get(key) ??
        live.ask(linkedQuestion(question)).then((answer): PanelAnswer => ({ ...question, answer, version, asOf }));
      asked.set(key, answer);
      const got = await answer.catch(() => null); // its worker died: it is told there, and asked again
      if (got) kept[panel.id] = sameParts(read().answers[panel.id], got); // pictures of what is the same are not painted anew
    }
    // All at once, so that the panels of one picture are of one state; those of other scenes are let go.
    if (!again) write(Object.fromEntries(panels.flatMap(({ id }) => both(id, kept[id] ?? read().answers[id]))));
  }

  return {
    refresh,
    async settled(): Promise<void> {
      await running;
    },
  };
}

function both(id: string, answer: PanelAnswer | undefined): [string, PanelAnswer][] {
  return answer ? [[id, answer]] : [];
}
