import { caseFields } from "../data/first-picture.ts";
import { createLiveSource } from "../data/live-source.ts";
import { isoSeconds } from "../data/plan.ts";
import type { DatasetHandle } from "../data/source.ts";
import { folderOf } from "../data/sources/dataset-url/index.ts";
import { areaIdField } from "../domain/case-tables.ts";
import { Fault, toFault } from "../domain/fault.ts";
import type { Manifest } from "../domain/manifest.ts";
import { createLinkedClient, type LinkedClient } from "../engine/linked/client.ts";
import type { LinkedAnswer, LinkedQuestion, LiveState } from "../engine/linked/protocol.ts";
import { createSteadyClock, zonedSeconds } from "../lib/wall-clock.ts";
import { createLocalStore } from "./local-store.ts";
import { readAreas, readBase, readPlaces } from "./session.ts";
import { type Session, store } from "./store.ts";

/** What has happened to the data, for words. */
export type LiveEvent =
  | "looked-in-vain"
  | "worker-died"
  | "analysis-died"
  | "clock-jumped"
  | "frozen"
  | "storage-full"
  | "recovered";

/** How the data that is followed stands. */
export interface LiveStatus {
  /** Counts the states of the cases: whatever is shown of an older one is asked for again. */
  readonly version: number;
  /** Wall-clock seconds at which it is told how cases stand. */
  readonly asOf: number | null;
  /** The last look that found the manifest, in milliseconds; and the last that found another than before. */
  readonly checkedAt: number | null;
  readonly changedAt: number | null;
  /** Why the last look or load failed; `null`: it did not. */
  readonly fault: Fault | null;
  /** The last thing that happened, and when. */
  readonly event: { readonly kind: LiveEvent; readonly at: number } | null;
  /** How often cases came: loaded anew, or appended. */
  readonly loads: number;
  readonly appends: number;
}

export interface LiveOptions {
  readonly url: string;
  readonly everySeconds: number;
  /** A past day, as wall-clock seconds of its midnight, at so many times its speed; `null` follows the data. */
  readonly replay: { readonly day: number; readonly speed: number } | null;
}

/** After a failure it is looked again so soon: with a silent server's patience, well within 5 s of the end of the cause. */
const retryMilliseconds = 1000;
/** Between two beats, a second apart, longer than this nothing ran here: the tab was frozen or the computer slept. */
const frozenMilliseconds = 5000;
const day = 86_400;

interface Following {
  readonly handle: DatasetHandle;
  readonly linked: LinkedClient;
}

const unknown: LiveStatus = {
  version: 0,
  asOf: null,
  checkedAt: null,
  changedAt: null,
  fault: null,
  event: null,
  loads: 0,
  appends: 0,
};

/** Follows a dataset that grows: looks at its manifest at an interval, brings what is new to the linked filters, recovers. */
export class LiveData {
  readonly status = createLocalStore<LiveStatus>(unknown);
  readonly #clock = createSteadyClock({ date: () => Date.now(), tick: () => performance.now() });
  readonly #source: ReturnType<typeof createLiveSource>;
  readonly #options: LiveOptions;
  readonly #closing = new AbortController();
  readonly #signal = this.#closing.signal;
  #following: Following | null = null;
  #lastHandle: DatasetHandle | null = null;
  #replayed = Number.NaN;
  #beaten = performance.now();
  #due = false;
  #wake = () => {};

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#source = createLiveSource(options.url);
    void this.#follow();
  }

  /** Milliseconds of the steady clock. */
  now(): number {
    return this.#clock.now();
  }

  /** Address of the dataset's folder. */
  folder(): string {
    return folderOf(this.#options.url);
  }

  /** Looks now, or again if it is looking: the network is back, or the page is shown again. */
  look(): void {
    this.#due = true;
    this.#wake();
  }

  /**
   * Called once a second. After a sleep, or when the computer's clock has been set, it looks at once: what is left of the
   * interval may be an hour.
   */
  beat(): void {
    const now = performance.now();
    const slept = now - this.#beaten > frozenMilliseconds;
    this.#beaten = now;
    if (slept) this.note("frozen");
    const jumped = this.#clock.jumped() !== 0;
    if (jumped) this.note("clock-jumped");
    if (slept || jumped) this.look();
  }

  ask(question: LinkedQuestion): Promise<LinkedAnswer> {
    return this.#following ? this.#following.linked.ask(question) : Promise.reject(new Fault("aborted"));
  }

  close(): void {
    this.#closing.abort();
    this.#wake();
    this.#following?.linked.close();
    this.#source.close();
  }

  /** Something has happened that panels say for a while. */
  note(kind: LiveEvent): void {
    this.status.setState({ event: { kind, at: this.now() } });
  }

  #stateOf(manifest: Manifest): LiveState {
    const { replay } = this.#options;
    const files = manifest.files.filter(({ table }) => table === "cases").map(({ path }) => path);
    if (!replay) return { files, asOf: isoSeconds(manifest.asOf), replay: false };
    const now = zonedSeconds(this.now(), manifest.timeZone);
    return { files, asOf: replay.day + ((now * replay.speed) % day), replay: true };
  }

  async #look(): Promise<void> {
    const { handle, serverTime } = await this.#source.look(this.#signal);
    if (serverTime !== null) this.#clock.hear(serverTime);
    const following = this.#following;
    if (handle) {
      if (following && sameTables(following.handle.manifest, handle.manifest)) await this.#append(following, handle);
      else await this.#load(handle);
      this.#source.accept(handle.manifest);
      this.status.setState({ changedAt: this.now() });
    } else if (following) await this.#standstill(following);
    // The manifest is the same and there is no worker: it died, and what it held is read again.
    else if (this.#lastHandle) await this.#load(this.#lastHandle);
    this.status.setState({ checkedAt: this.now() });
  }

  async #load(handle: DatasetHandle): Promise<void> {
    const signal = this.#signal;
    const areas = await readAreas(handle, signal);
    const { manifest } = handle;
    const linked = createLinkedClient(
      new Worker(new URL("../engine/linked/worker.ts", import.meta.url), { type: "module" }),
    );
    const fields = caseFields(areas.keys());
    const presets = Object.fromEntries([...areas].map(([level, table]) => [areaIdField(level), table.ids]));
    const live = this.#stateOf(manifest);
    const { port1, port2 } = new MessageChannel();
    const loading = Promise.all([
      linked.load({ rows: 0, fields, presets, live }, port2),
      handle.streamCases({ fields, port: port1, signal, live: true }),
    ]);
    const [facts] = await loading
      .catch((error: unknown) => {
        linked.close();
        throw error;
      })
      .finally(() => port1.close());
    this.#following?.linked.close();
    this.#following = { handle, linked };
    this.#lastHandle = handle;
    void linked.over.then((fault) => this.#died(fault));
    setSession({ phase: "ready", manifest, areas, facts, fault: null, progress: null });
    this.#tell(live, "loads");
    const base = await readBase(handle, signal);
    setSession({ base });
    await readPlaces(handle, signal);
  }

  /** Only what is new or has changed is read; until it is all there, and if it cannot be had, the earlier picture stays. */
  async #append({ linked, handle: before }: Following, handle: DatasetHandle): Promise<void> {
    const { manifest } = handle;
    const known = new Map(before.manifest.files.map(({ path, sha256 }) => [path, sha256]));
    const cases = manifest.files.filter(({ table }) => table === "cases");
    const files = cases.filter(({ path, sha256 }) => known.get(path) !== sha256).map(({ path }) => path);
    const live = this.#stateOf(manifest);
    const { port1, port2 } = new MessageChannel();
    const fields = caseFields(store.getState().session.areas.keys());
    const streaming = { fields, port: port1, signal: this.#signal, live: true, files };
    const updating = Promise.all([
      linked.update(live, files.length > 0 ? port2 : null),
      files.length > 0 ? handle.streamCases(streaming) : null,
    ]);
    const [facts] = await updating.finally(() => port1.close());
    this.#following = { linked, handle };
    this.#lastHandle = handle;
    setSession({ manifest, facts });
    this.#tell(live, "appends");
  }

  /** Nothing new came; in a replay time goes on all the same. */
  async #standstill({ linked, handle }: Following): Promise<void> {
    if (!this.#options.replay) return;
    const live = this.#stateOf(handle.manifest);
    if (live.asOf === this.#replayed) return;
    const facts = await linked.update(live, null);
    setSession({ facts });
    this.#tell(live);
  }

  #tell({ asOf }: LiveState, counted?: "loads" | "appends"): void {
    this.#replayed = asOf;
    const { version, ...rest } = this.status.getState();
    this.status.setState({ version: version + 1, asOf, ...(counted && { [counted]: rest[counted] + 1 }) });
  }

  #died(fault: Fault): void {
    if (fault.values.reason === "closed" || this.#signal.aborted) return;
    this.#following = null;
    this.note("worker-died");
    this.status.setState({ fault });
    this.look();
  }

  #failed(error: unknown): void {
    if (this.#signal.aborted) return;
    const fault = toFault(error, "corrupt");
    if (fault.code !== "worker-died") this.note("looked-in-vain");
    this.status.setState({ fault });
  }

  #succeeded(): void {
    if (this.status.getState().fault === null) return;
    this.status.setState({ fault: null });
    this.note("recovered");
  }

  async #follow(): Promise<void> {
    const { replay, everySeconds } = this.#options;
    while (!this.#signal.aborted) {
      this.#due = false;
      await this.#look().then(
        () => this.#succeeded(),
        (error: unknown) => this.#failed(error),
      );
      const usual = replay ? 1000 : everySeconds * 1000;
      const wait = this.status.getState().fault ? Math.min(retryMilliseconds, usual) : usual;
      await this.#rest(wait);
    }
  }

  /** Sleeps, but not through an event that makes a look worth while. */
  #rest(milliseconds: number): Promise<void> {
    if (this.#due) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function setSession(patch: Partial<Session>): void {
  store.setState(({ session }) => ({ session: { ...session, ...patch } }));
}

/** Whether all but the cases is the same: places and outlines are then kept. */
function sameTables(one: Manifest, other: Manifest): boolean {
  const others = ({ files }: Manifest) => files.filter(({ table }) => !/^(cases|case_events)$/.test(table));
  const named = (manifest: Manifest) =>
    others(manifest)
      .map(({ path, sha256 }) => `${path} ${sha256}`)
      .join();
  return named(one) === named(other);
}
