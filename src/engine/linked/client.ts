import { Fault } from "../../domain/fault.ts";
import { watchLife } from "../../worker/life.ts";
import type {
  CountQuestion,
  FromLinked,
  LinkedAnswer,
  LinkedFacts,
  LinkedQuestion,
  LinkedSetup,
  LiveState,
  ToLinked,
  WindowCounts,
} from "./protocol.ts";

interface Waiter {
  resolve(value: never): void;
  reject(reason: unknown): void;
}

/** Asks the linked filters. Every promise settles: when the worker dies all are rejected with the fault `worker-died`. */
export function createLinkedClient(worker: Worker) {
  const waiting = new Map<number, Waiter>();
  let nextId = 0;
  let death: Fault | undefined;
  const { promise: over, resolve: end } = Promise.withResolvers<Fault>();

  worker.addEventListener("message", ({ data }: MessageEvent<FromLinked>) => {
    const waiter = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.type === "loaded") waiter?.resolve(data.facts as never);
    else if (data.type === "answer") waiter?.resolve(data.answer as never);
    else if (data.type === "counted") waiter?.resolve(data.counts as never);
    else waiter?.reject(new Fault(data.fault.code, data.fault.values));
  });
  watchLife(worker, die);

  function die(reason: string): void {
    if (death) return;
    death = new Fault("worker-died", { worker: "linked-filters", reason });
    for (const waiter of waiting.values()) waiter.reject(death);
    waiting.clear();
    end(death);
  }

  function send<T>(message: ToLinked, transfer: Transferable[]): Promise<T> {
    if (death) return Promise.reject(death);
    return new Promise<T>((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      worker.postMessage(message, transfer);
    });
  }

  return {
    /** Settled once the worker is dead or closed. */
    over,
    /** Takes the cases that come through `port` from the decode workers. */
    load(setup: LinkedSetup, port: MessagePort): Promise<LinkedFacts> {
      return send({ type: "load", id: nextId++, setup, port }, [port]);
    },
    /** Follows data that grows: the files there are now, and the chunks of those that are new or have changed. */
    update(live: LiveState, port: MessagePort | null): Promise<LinkedFacts> {
      return send({ type: "update", id: nextId++, live, port }, port ? [port] : []);
    },
    ask(question: LinkedQuestion): Promise<LinkedAnswer> {
      return send({ type: "ask", id: nextId++, question }, []);
    },
    /** Counts windows of time beside the main question. */
    count(question: CountQuestion): Promise<readonly WindowCounts[]> {
      return send({ type: "count", id: nextId++, question }, []);
    },
    /** Ends the worker; whatever is pending is rejected. */
    close(): void {
      worker.terminate();
      die("closed");
    },
  };
}

export type LinkedClient = ReturnType<typeof createLinkedClient>;
