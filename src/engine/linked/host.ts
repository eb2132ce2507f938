import type { CaseChunk } from "../../domain/case-chunk.ts";
import { filterFields } from "../../domain/case-chunk.ts";
import { type FaultData, toFault } from "../../domain/fault.ts";
import { collectCases } from "./case-table.ts";
import { createLinked } from "./linked.ts";
import type { FromLinked, LinkedSetup, ToLinked } from "./protocol.ts";

/** The worker's side of a message port to the page. */
export interface LinkedPort {
  postMessage(message: FromLinked): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToLinked>) => void): void;
}

/** What the decode workers send. */
export type FromDecoder =
  | { readonly type: "chunk"; readonly order: number; readonly chunk: CaseChunk }
  | { readonly type: "end"; readonly chunks: number }
  | { readonly type: "failed"; readonly fault: FaultData };

/** Serves linked filters on the far side of a port. */
export function serveLinked(port: LinkedPort): void {
  let linked: ReturnType<typeof createLinked> | undefined;

  port.addEventListener("message", ({ data }) => {
    try {
      if (data.type === "load") load(data.id, data.setup, data.port);
      else if (data.type === "count") count(data);
      else answer(data);
    } catch (error) {
      fail(data.id, error);
    }
  });

  function load(id: number, setup: LinkedSetup, source: MessagePort): void {
    linked = undefined;
    const cases = collectCases(setup);
    const waiting = new Map<number, CaseChunk>();
    let next = 0;
    let announced = Number.POSITIVE_INFINITY;

    source.onmessage = ({ data }: MessageEvent<FromDecoder>) => {
      try {
        if (data.type === "failed") port.postMessage({ type: "failed", id, fault: data.fault });
        else if (data.type === "chunk") waiting.set(data.order, data.chunk);
        else announced = data.chunks;
        for (let chunk = waiting.get(next); chunk; chunk = waiting.get(next)) {
          cases.append(chunk);
          waiting.delete(next++);
        }
        if (next === announced) done();
      } catch (error) {
        fail(id, error);
      }
    };

    function done(): void {
      source.close();
      linked = createLinked(
        cases.finish(),
        setup.fields.filter((field) => (filterFields as readonly string[]).includes(field)),
      );
      port.postMessage({ type: "loaded", id, facts: linked.facts });
    }
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
