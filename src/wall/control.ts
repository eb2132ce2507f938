import { LiveData } from "../state/live-data.ts";
import { createLocalStore } from "../state/local-store.ts";
import { store } from "../state/store.ts";
import { shareValue } from "../state/wall-channel.ts";
import { createAnswering } from "./answering.ts";
import { type AllFound, createFindings } from "./findings.ts";
import type { PanelAnswer } from "./model/answer.ts";
import type { Analyst } from "./model/findings.ts";
import type { WallPanel } from "./model/layout.ts";
import { layoutOf, panelsOn, type WallLink } from "./model/link.ts";
import { presentScene, type WallShared } from "./model/shared.ts";

/** The state of one window of the wall. */
export interface WallState {
  readonly shared: WallShared;
  readonly sceneIndex: number;
  /** By panel. Kept until there is a newer one, so that nothing flashes. */
  readonly answers: Readonly<Record<string, PanelAnswer>>;
  /** What analyses have found. */
  readonly found: AllFound;
  /** Milliseconds of the steady clock, told once a second. */
  readonly now: number;
  readonly editing: boolean;
  readonly openedAt: number;
}

/** Frames in between are left to the browser. */
const tickMilliseconds = 1000;

/** What a wall is made with: its link, how its windows hear one another, and how analyses are started. */
export interface WallMeans {
  readonly link: WallLink;
  readonly channel: BroadcastChannel;
  readonly startAnalyst: () => Analyst;
}

/** One window of the wall: its clock, its scenes, the answers of its panels and the findings of analyses. The remote asks for neither. */
export function createWall({ link, channel, startAnalyst }: WallMeans) {
  const live = new LiveData({ url: link.dataset, everySeconds: link.everySeconds, replay: link.replay });
  const wall = createLocalStore<WallState>(stateAtFirst(link, live.now()));
  const sharing = shareValue(channel, wall.getState().shared, take);
  const read = wall.getState;
  const answering = createAnswering({
    live,
    read,
    shown,
    write: (answers) => {
      wall.setState({ answers });
      finding.refresh();
    },
  });
  const { analyseSeconds: everySeconds, replay } = link;
  const write = (found: AllFound) => wall.setState({ found });
  const finding = createFindings({
    live,
    start: startAnalyst,
    everySeconds,
    isReplay: replay !== null,
    read,
    shown,
    write,
  });

  /** The panels that this window shows now. */
  function shown(): readonly WallPanel[] {
    const { shared, sceneIndex } = wall.getState();
    if (link.remote) return [];
    return panelsOn(shared.layout, shared.layout.scenes[sceneIndex]?.panels ?? [], link.part);
  }

  function take(shared: WallShared): void {
    const { index } = presentScene(shared, live.now());
    store.setState(({ document }) => ({ document: { ...document, locale: shared.locale, theme: shared.theme } }));
    wall.setState({ shared, sceneIndex: index });
    answering.refresh();
  }

  const set = (patch: Partial<WallShared>) => sharing.set({ ...wall.getState().shared, ...patch });

  function tick(): void {
    live.beat();
    const now = live.now();
    const { shared, sceneIndex } = wall.getState();
    const { index } = presentScene(shared, now);
    wall.setState({ now, sceneIndex: index });
    if (index !== sceneIndex) answering.refresh();
    finding.refresh();
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
    /** Resolves when no analysis is running. */
    analysed: finding.settled,
    close(): void {
      stop();
      clearInterval(timer);
      sharing.close();
      finding.close();
      live.close();
    },
  };
}

export type Wall = ReturnType<typeof createWall>;

function stateAtFirst(link: WallLink, now: number): WallState {
  const { theme, locale } = link;
  const shared: WallShared = {
    layout: layoutOf(link),
    theme,
    locale,
    shift: 0,
    frozenAt: null,
    focus: null,
    alert: null,
  };
  const sceneIndex = presentScene(shared, now).index;
  return { shared, sceneIndex, answers: {}, found: {}, now, editing: false, openedAt: now };
}
