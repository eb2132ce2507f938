import { LiveData } from "../state/live-data.ts";
import { createLocalStore } from "../state/local-store.ts";
import { type Linked, type Session, store } from "../state/store.ts";
import { shareValue } from "../state/wall-channel.ts";
import { layoutOf, type WallLink } from "./model/link.ts";
import { linkedQuestion, questionOf } from "./model/questions.ts";
import { presentScene, type WallShared } from "./model/shared.ts";

/** What a panel shows: an answer, and of which state of the data. */
export interface PanelAnswer extends Linked {
  readonly version: number;
  readonly asOf: number;
}

/** The state of one window of the wall. */
export interface WallState {
  readonly shared: WallShared;
  readonly sceneIndex: number;
  /** By panel. Kept until there is a newer one, so that nothing flashes. */
  readonly answers: Readonly<Record<string, PanelAnswer>>;
  /** Milliseconds of the steady clock, told once a second. */
  readonly now: number;
  readonly editing: boolean;
  readonly openedAt: number;
}

/** Frames in between are left to the browser. */
const tickMilliseconds = 1000;

/** One window of the wall: its clock, its scenes, and the answers of its panels. `isRemote` follows no data by itself. */
export function createWall(link: WallLink, channel: BroadcastChannel) {
  const live = new LiveData({ url: link.dataset, everySeconds: link.everySeconds, replay: link.replay });
  const initial: WallShared = {
    layout: layoutOf(link),
    theme: link.theme,
    locale: link.locale,
    shift: 0,
    frozenAt: null,
    focus: null,
    alert: null,
  };
  const wall = createLocalStore<WallState>({
    shared: initial,
    sceneIndex: presentScene(initial, live.now()).index,
    answers: {},
    now: live.now(),
    editing: false,
    openedAt: live.now(),
  });
  const sharing = shareValue(channel, initial, take);
  const answering = createAnswering(live, wall.getState, (answers) => wall.setState({ answers }));

  function take(shared: WallShared): void {
    const { index } = presentScene(shared, live.now());
    store.setState(({ document }) => ({ document: { ...document, locale: shared.locale, theme: shared.theme } }));
    wall.setState({ shared, sceneIndex: index });
    answering.refresh();
  }

  const set = (patch: Partial<WallShared>) => sharing.set({ ...wall.getState().shared, ...patch });

  function tick(): void {
    const now = live.now();
    const { shared, sceneIndex } = wall.getState();
    const { index } = presentScene(shared, now);
    wall.setState({ now, sceneIndex: index });
    if (index !== sceneIndex) answering.refresh();
  }

  store.setState(({ document }) => ({ document: { ...document, locale: link.locale, theme: link.theme } }));
  const stop = live.status.subscribe((status, before) => {
    if (status.version !== before.version) answering.refresh();
  });
  const timer = setInterval(tick, tickMilliseconds);

  return {
    wall,
    live,
    link,
    set,
    setEditing: (editing: boolean) => wall.setState({ editing }),
    /** So many scenes on, or back. */
    step: (count: number) => set({ shift: wall.getState().shared.shift + count }),
    freeze: () => set({ frozenAt: wall.getState().shared.frozenAt === null ? live.now() : null }),
    /** Resolves when every panel of the scene shows the present state of the data. */
    settled: answering.settled,
    close(): void {
      stop();
      clearInterval(timer);
      sharing.close();
      live.close();
    },
  };
}

export type Wall = ReturnType<typeof createWall>;

/** Asks for every panel of the present scene, one question at a time; panels that ask the same share the answer. */
function createAnswering(live: LiveData, read: () => WallState, write: (answers: WallState["answers"]) => void) {
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
    const { shared, sceneIndex } = read();
    const { version, asOf } = live.status.getState();
    const session: Session = store.getState().session;
    const panels = shared.layout.scenes[sceneIndex]?.panels ?? [];
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
      if (got) kept[panel.id] = got;
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
