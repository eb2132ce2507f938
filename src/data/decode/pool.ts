import { Fault } from "../../domain/fault.ts";
import { watchLife } from "../../worker/life.ts";
import type { FromDecoder, Task, TaskName, Tasks, ToDecoder } from "./protocol.ts";

/** What the pool needs of a worker. */
export interface DecodeWorker {
  postMessage(message: ToDecoder): void;
  addEventListener(type: "message", listener: (event: MessageEvent<FromDecoder>) => void): void;
  terminate(): void;
}

/** Makes a worker; `onDeath` is called when it ends in any way. */
export type WorkerMaker = (onDeath: (reason: string) => void) => DecodeWorker;

/** Options of one task. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** Some decode workers that share a queue of tasks. */
export interface DecodePool {
  /** Start the workers before there is work for them. */
  warm(): void;
  run<K extends TaskName>(name: K, input: Tasks[K]["in"], options?: RunOptions): Promise<Tasks[K]["out"]>;
  /** End idle workers now, to give their memory back, as also happens some seconds later; the next task makes new ones. */
  rest(): void;
  /** End the workers; whatever is pending is rejected as aborted. */
  close(): void;
  /** Tasks that run at once: what is worth queueing ahead. */
  readonly width: number;
}

interface Job {
  readonly id: number;
  readonly task: Task;
  readonly onBytes: ((count: number) => void) | undefined;
  resolve(output: never): void;
  reject(reason: unknown): void;
  crew?: Crew;
}

interface Crew {
  readonly worker: DecodeWorker;
  readonly jobs: Map<number, Job>;
}

/** Idle workers are ended after this time: WebAssembly memory grows to its largest use and never shrinks. */
const restAfterMs = 3000;

/** Tasks a worker has at once: while one decodes, the next downloads. */
const perWorker = 2;

/** Decode workers for a machine of so many cores. */
export function workerCount(cores: number): number {
  return cores <= 2 ? Math.max(1, cores) : Math.min(3, cores - 1);
}

/**
 * A pool of decode workers. Every promise settles: an aborted one with the signal's reason, those of a worker that dies
 * with the fault `worker-died`; a new worker takes the dead one's place.
 */
export function createDecodePool(
  createWorker: WorkerMaker = createDecodeWorker,
  size: number = workerCount(globalThis.navigator?.hardwareConcurrency ?? 2),
): DecodePool {
  return new Pool(createWorker, size);
}

class Pool implements DecodePool {
  readonly width: number;
  readonly #createWorker: WorkerMaker;
  readonly #size: number;
  readonly #crews = new Set<Crew>();
  readonly #queue: Job[] = [];
  #nextId = 0;
  #closed = false;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(createWorker: WorkerMaker, size: number) {
    this.#createWorker = createWorker;
    this.#size = size;
    this.width = size * perWorker;
  }

  warm(): void {
    while (this.#crews.size < this.#size) this.#hire();
  }

  run<K extends TaskName>(
    name: K,
    input: Tasks[K]["in"],
    { signal, onBytes }: RunOptions = {},
  ): Promise<Tasks[K]["out"]> {
    return new Promise<Tasks[K]["out"]>((resolve, reject) => {
      if (this.#closed) throw new Fault("aborted");
      signal?.throwIfAborted();
      const settle = () => signal?.removeEventListener("abort", abort);
      const job: Job = {
        id: this.#nextId++,
        task: { name, input } as Task, // the signature pairs the input with the name
        onBytes,
        resolve(output) {
          settle();
          resolve(output);
        },
        reject(reason) {
          settle();
          reject(reason);
        },
      };
      const abort = () => {
        this.#forget(job);
        job.reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort);
      this.#queue.push(job);
      this.#dispatch();
    });
  }

  rest(): void {
    if (this.#queue.length === 0) for (const crew of this.#crews) if (crew.jobs.size === 0) this.#dismiss(crew);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#resting);
    for (const job of this.#queue.splice(0)) job.reject(new Fault("aborted"));
    for (const crew of this.#crews) {
      this.#dismiss(crew);
      for (const job of crew.jobs.values()) job.reject(new Fault("aborted"));
    }
  }

  #hire(): Crew {
    const worker = this.#createWorker((reason) => this.#bury(crew, reason));
    const crew: Crew = { worker, jobs: new Map() };
    this.#crews.add(crew);
    worker.addEventListener("message", ({ data }) => {
      if (data.type === "spoilt") this.#replace(crew);
      else if (data.type !== "alive") this.#hear(crew, data);
    });
    return crew;
  }

  #hear(crew: Crew, message: Extract<FromDecoder, { job: number }>): void {
    const job = crew.jobs.get(message.job);
    if (!job) return; // aborted
    if (message.type === "bytes") {
      job.onBytes?.(message.count);
      return;
    }
    crew.jobs.delete(job.id);
    if (message.type === "done")
      job.resolve(message.output as never); // the worker answers a task with its own output
    else job.reject(new Fault(message.fault.code, message.fault.values));
    this.#dispatch();
  }

  #dismiss(crew: Crew): void {
    this.#crews.delete(crew);
    crew.worker.terminate();
  }

  /** End a worker whose module is unusable; what it had not begun is done by another. */
  #replace(crew: Crew): void {
    if (!this.#crews.has(crew)) return;
    this.#dismiss(crew);
    this.#queue.unshift(...crew.jobs.values());
    this.#dispatch();
  }

  #bury(crew: Crew, reason: string): void {
    if (!this.#crews.has(crew)) return; // we ended it ourselves
    this.#dismiss(crew);
    for (const job of crew.jobs.values()) {
      job.reject(new Fault("worker-died", { worker: "decode", file: job.task.input.file.name, reason }));
    }
    this.#dispatch();
  }

  #dispatch(): void {
    clearTimeout(this.#resting);
    if (this.#closed) return;
    this.#resting = setTimeout(() => this.rest(), restAfterMs);
    while (this.#queue.length > 0) {
      const crew = this.#freeCrew();
      const job = crew && this.#queue.shift();
      if (!job) return;
      job.crew = crew;
      crew.jobs.set(job.id, job);
      crew.worker.postMessage({ type: "run", job: job.id, task: job.task });
    }
  }

  #freeCrew(): Crew | undefined {
    const idlest = [...this.#crews].sort((a, b) => a.jobs.size - b.jobs.size)[0];
    if (!idlest || (idlest.jobs.size > 0 && this.#crews.size < this.#size)) return this.#hire();
    return idlest.jobs.size < perWorker ? idlest : undefined;
  }

  #forget(job: Job): void {
    const at = this.#queue.indexOf(job);
    if (at >= 0) this.#queue.splice(at, 1);
    if (!job.crew?.jobs.delete(job.id)) return;
    job.crew.worker.postMessage({ type: "cancel", job: job.id });
    this.#dispatch();
  }
}

function createDecodeWorker(onDeath: (reason: string) => void): DecodeWorker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  watchLife(worker, onDeath);
  return worker;
}
