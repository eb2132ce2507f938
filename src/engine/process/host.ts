import { type FaultData, toFault } from "../../domain/fault.ts";
import { transferables } from "../protocol.ts";
import { collectLog } from "./collect.ts";
import { createLog } from "./log.ts";
import type { FromLog, LogQuestion, LogSetup, ToLog } from "./protocol.ts";

/** The worker's side of a message port to the page. */
export interface LogPort {
  postMessage(message: FromLog, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToLog>) => void): void;
}

/** Keeps an event log on the far side of a port and runs analyses on it. */
export function serveLog(port: LogPort): void {
  let collecting: ReturnType<typeof collectLog> | undefined;
  let setup: LogSetup | undefined;
  let log: ReturnType<typeof createLog> | undefined;
  let broken: unknown;

  port.addEventListener("message", ({ data }) => {
    try {
      if (data.type === "setup") begin(data.setup);
      else if (data.type === "cases") collecting?.addCases(data.part);
      else if (data.type === "events") collecting?.addEvents(data.part);
      else if (data.type === "finish") finish(data.id);
      else void answer(data.id, data.question);
    } catch (error) {
      if ("id" in data) fail(data.id, error);
      else broken = error;
    }
  });

  function begin(next: LogSetup): void {
    log = undefined;
    broken = undefined;
    setup = next;
    collecting = collectLog(next);
  }

  function finish(id: number): void {
    if (broken) throw broken;
    if (!collecting || !setup) throw new Error("event log: finished before it began");
    log = createLog(collecting.finish(), setup);
    collecting = undefined;
    port.postMessage({ type: "facts", id, facts: log.facts }, []);
  }

  async function answer(id: number, question: LogQuestion): Promise<void> {
    try {
      if (!log) throw new Error("event log: asked before it was loaded");
      const said = await log.ask(question);
      const buffers = transferables(said.output);
      port.postMessage({ type: "answer", id, answer: said }, buffers);
    } catch (error) {
      fail(id, error);
    }
  }

  function fail(id: number, error: unknown): void {
    const { code, values }: FaultData = toFault(error, "corrupt", { file: "case_events" });
    port.postMessage({ type: "failed", id, fault: { code, values } }, []);
  }
}
