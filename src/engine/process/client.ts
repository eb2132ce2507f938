import { Fault } from "../../domain/fault.ts";
import { watchLife } from "../../worker/life.ts";
import type { CasePart, EventPart, FromLog, LogAnswer, LogFacts, LogQuestion, LogSetup, ToLog } from "./protocol.ts";

interface Waiter {
  resolve(value: never): void;
  reject(reason: unknown): void;
}

/** Asks the worker that keeps an event log. Every promise settles: when it dies all are rejected with `worker-died`. */
export function createLogClient(worker: Worker) {
  const waiting = new Map<number, Waiter>();
  let nextId = 0;
  let death: Fault | undefined;

  worker.addEventListener("message", ({ data }: MessageEvent<FromLog>) => {
    const waiter = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.type === "facts") waiter?.resolve(data.facts as never);
    else if (data.type === "answer") waiter?.resolve(data.answer as never);
    else waiter?.reject(new Fault(data.fault.code, data.fault.values));
  });
  watchLife(worker, die);

  function die(reason: string): void {
    death ??= new Fault("worker-died", { worker: "event-log", reason });
    for (const waiter of waiting.values()) waiter.reject(death);
    waiting.clear();
  }

  function send<T>(message: Extract<ToLog, { id: number }>): Promise<T> {
    if (death) return Promise.reject(death);
    return new Promise<T>((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      worker.postMessage(message);
    });
  }

  function hand(message: ToLog, buffers: ArrayBuffer[]): void {
    worker.postMessage(message, buffers);
  }

  return {
    begin: (setup: LogSetup) => hand({ type: "setup", setup }, []),
    /** Hands over some cases; all cases come before the events. */
    cases: (part: CasePart, buffers: ArrayBuffer[]) => hand({ type: "cases", part }, buffers),
    events: (part: EventPart, buffers: ArrayBuffer[]) => hand({ type: "events", part }, buffers),
    /** Puts what has come in order. */
    finish: (): Promise<LogFacts> => send({ type: "finish", id: nextId++ }),
    ask: (question: LogQuestion): Promise<LogAnswer> => send({ type: "ask", id: nextId++, question }),
    /** Ends the worker; whatever is pending is rejected. */
    close(): void {
      worker.terminate();
      die("closed");
    },
    isDead: () => death !== undefined,
  };
}

export type LogClient = ReturnType<typeof createLogClient>;
