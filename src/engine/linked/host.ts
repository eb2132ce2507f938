import type { CaseChunk } from "../../domain/case-chunk.ts";
import { filterFields } from "../../domain/case-chunk.ts";
import { Fault, type FaultData, toFault } from "../../domain/fault.ts";
import { type CaseTable, collectCases } from "./case-table.ts";
import { createLinked } from "./linked.ts";
import { createLiveCases } from "./live-cases.ts";
import type { FromLinked, LinkedSetup, ToLinked } from "./protocol.ts";

/** The worker's side of a message port to the page. */
export interface LinkedPort {
  postMessage(message: FromLinked): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToLinked>) => void): void;
}

/** What the decode workers send. */
export type FromDecoder =
  | ({ readonly type: "chunk" } & ArrivedChunk)
  | { readonly type: "end"; readonly chunks: number }
  | { readonly type: "failed"; readonly fault: FaultData };

/** A chunk of a file, and its place among all. */
interface ArrivedChunk {
  readonly order: number;
  readonly file: string;
  readonly chunk: CaseChunk;
}

interface Receiver {
  readonly take: (arrived: ArrivedChunk) => void;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Takes chunks in their order, however they come. */
function receive(source: MessagePort, { take, done, fail }: Receiver): void {
  const waiting = new Map<number, ArrivedChunk>();
  let next = 0;
  let announced = Number.POSITIVE_INFINITY;

  source.onmessage = ({ data }: MessageEvent<FromDecoder>) => {
    try {
      if (data.type === "failed") {
        source.close();
        fail(new Fault(data.fault.code, data.fault.values));
      } else if (data.type === "chunk") waiting.set(data.order, data);
      else announced = data.chunks;
      for (let arrived = waiting.get(next); arrived; arrived = waiting.get(next)) {
        take(arrived);
        waiting.delete(next++);
      }
      if (next === announced) {
        source.close();
        done();
      }
    } catch (error) {
      fail(error);
    }
  };
}

/** Serves linked filters on the far side of a port. */
export function serveLinked(port: LinkedPort): void {
  let linked: ReturnType<typeof createLinked> | undefined;
  let fields: readonly string[] = [];
  let live: ReturnType<typeof createLiveCases> | undefined;

  port.addEventListener("message", ({ data }) => {
    try {
      if (data.type === "load") load(data.id, data.setup, data.port);
      else if (data.type === "update") update(data);
      else if (data.type === "count") count(data);
      else answer(data);
    } catch (error) {
      fail(data.id, error);
    }
  });

  function load(id: number, setup: LinkedSetup, source: MessagePort): void {
    linked = undefined;
    fields = setup.fields;
    live = setup.live && createLiveCases(setup);
    if (setup.live) {
      update({ type: "update", id, live: setup.live, port: source });
      return;
    }
    const cases = collectCases(setup);
    const done = () => serve(id, cases.finish());
    receive(source, { take: ({ chunk }) => cases.take(chunk), done, fail: (error) => fail(id, error) });
  }

  /** The cases there are now; until all chunks have come, and if one cannot be had, the earlier ones are answered from. */
  function update({ id, live: state, port: source }: Extract<ToLinked, { type: "update" }>): void {
    const own = live;
    if (!own) throw new Error("linked filters: the cases were not loaded to be followed");
    const changed = new Map<string, CaseChunk[]>();
    const done = () => {
      own.replace(changed, state);
      serve(id, own.tableAt(state));
    };
    if (!source) done();
    else {
      const take = ({ file, chunk }: ArrivedChunk) => changed.set(file, [...(changed.get(file) ?? []), chunk]);
      receive(source, { take, done, fail: (error) => fail(id, error) });
    }
  }

  function serve(id: number, table: CaseTable): void {
    const shown = fields.filter((field) => (filterFields as readonly string[]).includes(field));
    linked = createLinked(table, shown);
    port.postMessage({ type: "loaded", id, facts: linked.facts });
  }

  function answer({ id, question }: Extract<ToLinked, { type: "ask" }>): void {
    if (!linked) throw new Error("linked filters: asked before the cases were loaded");
    port.postMessage({ type: "answer", id, answer: linked.ask(question) });
    prepareLater();
  }

  function count({ id, question }: Extract<ToLinked, { type: "count" }>): void {
    if (!linked) throw new Error("linked filters: asked before the cases were loaded");
    port.postMessage({ type: "counted", id, counts: linked.count(question) });
    prepareLater();
  }

  let preparing: ReturnType<typeof setTimeout> | undefined;
  /** Rebuilds stale prefix tables once nobody asks, one at a time, so that a question never waits for more than one. */
  function prepareLater(quietMilliseconds = 300): void {
    clearTimeout(preparing);
    preparing = setTimeout(() => {
      const step = linked?.prepare().next();
      if (step && !step.done) prepareLater(0);
    }, quietMilliseconds);
  }

  function fail(id: number, error: unknown): void {
    const { code, values } = toFault(error, "corrupt", { file: "cases" });
    port.postMessage({ type: "failed", id, fault: { code, values } });
  }
}
