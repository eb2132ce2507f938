/** A task that took longer than this holds the page. */
export const longMilliseconds = 200;

interface TraceEvent {
  readonly name?: string;
  readonly ph?: string;
  readonly pid?: number;
  readonly tid?: number;
  /** Microseconds of time, and of processor time where the system tells. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks of a page's own thread in a trace of "toplevel" events. */
export interface LongTasks {
  /** The page's process; 0 where the trace has none. */
  readonly pid: number;
  /** Tasks that took longer than 200 ms of processor time; on a busy machine, others are only kept waiting. */
  readonly long: number;
  /** Tasks that took longer than 200 ms, waiting for the processor included. */
  readonly slow: number;
  /** The longest, in milliseconds of processor time. */
  readonly longestMs: number;
}

/** A trace of "toplevel" events: which process has the page, the one that is busiest, and its long tasks. */
export function longTasksOf(trace: Buffer): LongTasks {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString());
  const place = (event: TraceEvent) => `${event.pid} ${event.tid}`;
  const named = traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const mains = new Map(named.map((event) => [place(event), event.pid ?? 0]));
  const busy = ({ dur = 0, tdur = dur }: TraceEvent) => tdur;
  const byPage = Map.groupBy(
    traceEvents.filter((event) => event.ph === "X" && mains.has(place(event))),
    place,
  );
  const sum = (tasks: readonly TraceEvent[]) => tasks.reduce((all, event) => all + busy(event), 0);
  const [page, tasks = []] = [...byPage].sort(([, a], [, b]) => sum(b) - sum(a))[0] ?? [];
  const over = (pick: (event: TraceEvent) => number) =>
    tasks.filter((event) => pick(event) > longMilliseconds * 1000).length;
  return {
    pid: mains.get(page ?? "") ?? 0,
    long: over(busy),
    slow: over(({ dur = 0 }) => dur),
    longestMs: tasks.reduce((most, event) => Math.max(most, busy(event)), 0) / 1000,
  };
}
