/** Moments in wall-clock seconds since 1970: whole ones in 32 bits, or with fractions. */
export type Moments = Uint32Array | Float64Array;

/** Events as they were read, row by row. */
export interface RawEvents {
  /** Number of the case, below `cases`. */
  readonly caseOf: Uint32Array;
  /** Number of the activity. */
  readonly activity: Uint16Array;
  readonly time: Moments;
  /** The order that the source states within a case; absent or NaN: the order of the rows. */
  readonly seq?: Float64Array | undefined;
  /** Number of the person of each event; absent where nobody asks. */
  readonly actor?: Uint16Array | undefined;
}

/** Events by case, each case in the order of time. Case `c` has the rows `caseStart[c]` up to `caseStart[c + 1]`. */
export interface EventLog {
  readonly caseStart: Uint32Array;
  readonly activity: Uint16Array;
  readonly time: Moments;
}

/** What was found in the events while they were put in order; counts of events, and cases to look at. */
export interface LogFindings {
  /** Events whose time is before that of an event that the source puts before them. */
  readonly outOfOrder: Finding;
  /** Events at the same time as another activity of their case. */
  readonly equalTimes: Finding;
  /** Events that repeat another of the same case, activity and time; left out. */
  readonly duplicates: Finding;
}

/** How many events, and the first cases that have them. */
export interface Finding {
  readonly events: number;
  readonly cases: readonly number[];
}

/** So many cases are listed of each finding. */
const listedAtMost = 100;

/** Collects one kind of finding. */
function finding() {
  let events = 0;
  const cases: number[] = [];
  return {
    add(one: number): void {
      events++;
      if (cases.length < listedAtMost && cases[cases.length - 1] !== one) cases.push(one);
    },
    take: (): Finding => ({ events, cases }),
  };
}

/**
 * Puts events in order: by case, then time; equal times by the source's `seq`, then by row (the tie rule). Events that
 * repeat another of the same case, activity and time are left out unless `keepDuplicates`.
 */
export function orderEvents(
  raw: RawEvents,
  cases: number,
  { keepDuplicates = false }: { readonly keepDuplicates?: boolean } = {},
): { readonly log: EventLog; readonly findings: LogFindings; readonly actor: Uint16Array } {
  const rows = rowsByCase(raw.caseOf, cases);
  const found = { outOfOrder: finding(), equalTimes: finding(), duplicates: finding() };
  const { order, start } = rows;
  const n = order.length;
  const activity = new Uint16Array(n);
  const time = raw.time instanceof Uint32Array ? new Uint32Array(n) : new Float64Array(n);
  const caseStart = new Uint32Array(cases + 1);
  const actor = new Uint16Array(raw.actor ? n : 0);
  let at = 0;
  for (let c = 0; c < cases; c++) {
    const [from, to] = [start[c], start[c + 1]];
    sortCase(order, from, to, { raw, late: () => found.outOfOrder.add(c) });
    const first = at;
    for (let k = from; k < to; k++) {
      const row = order[k];
      const moment = raw.time[row];
      let same = at - 1;
      for (; same >= first && time[same] === moment; same--) if (activity[same] === raw.activity[row]) break;
      const isRepeated = same >= first && time[same] === moment;
      if (isRepeated) {
        found.duplicates.add(c);
        if (!keepDuplicates) continue;
      } else if (at > first && time[at - 1] === moment) found.equalTimes.add(c);
      activity[at] = raw.activity[row];
      if (raw.actor) actor[at] = raw.actor[row];
      time[at++] = moment;
    }
    caseStart[c + 1] = at;
  }
  const log =
    at === n ? { caseStart, activity, time } : { caseStart, activity: activity.slice(0, at), time: time.slice(0, at) };
  const findings = {
    outOfOrder: found.outOfOrder.take(),
    equalTimes: found.equalTimes.take(),
    duplicates: found.duplicates.take(),
  };
  return { log, findings, actor };
}

/** Rows grouped by case, in the order of the rows. */
function rowsByCase(caseOf: Uint32Array, cases: number): { order: Uint32Array; start: Uint32Array } {
  const start = new Uint32Array(cases + 1);
  for (let i = 0; i < caseOf.length; i++) start[caseOf[i] + 1]++;
  for (let c = 0; c < cases; c++) start[c + 1] += start[c];
  const next = start.slice(0, cases);
  const order = new Uint32Array(caseOf.length);
  for (let i = 0; i < caseOf.length; i++) order[next[caseOf[i]]++] = i;
  return { order, start };
}

interface CaseSorting {
  readonly raw: RawEvents;
  /** Called for each event that is earlier than one that the source puts before it. */
  readonly late: () => void;
}

/** Insertion sorts: the events of a case are few and nearly always in order. */
function sortCase(order: Uint32Array, from: number, to: number, { raw: { time, seq }, late }: CaseSorting): void {
  if (seq) insertionSort(order, from, to, (a, b) => seq[a] > seq[b]);
  let latest = Number.NEGATIVE_INFINITY;
  let sorted = true;
  for (let k = from; k < to; k++) {
    const moment = time[order[k]];
    if (moment < latest) {
      late();
      sorted = false;
    } else latest = moment;
  }
  if (!sorted) insertionSort(order, from, to, (a, b) => time[a] > time[b]);
}

function insertionSort(order: Uint32Array, from: number, to: number, isAfter: (a: number, b: number) => boolean): void {
  for (let k = from + 1; k < to; k++) {
    const row = order[k];
    let hole = k;
    for (; hole > from && isAfter(order[hole - 1], row); hole--) order[hole] = order[hole - 1];
    order[hole] = row;
  }
}
