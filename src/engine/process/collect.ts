import type { CodedColumn } from "../../domain/case-chunk.ts";
import { caseMoments, eventActions, stageNumber, voidStatuses } from "../../domain/process.ts";
import type { Moments } from "../../lib/process/event-log.ts";
import { createIdTable, type IdTable } from "../../lib/process/id-table.ts";
import { createIssues, type Issues } from "./issues.ts";
import type { Activity, CasePart, EventPart, LogSetup, TextBytes } from "./protocol.ts";

/** Everything of a log before it is put in order. */
export interface Collected {
  readonly ids: IdTable;
  readonly caseOf: Uint32Array;
  readonly activity: Uint16Array;
  readonly time: Moments;
  readonly seq: Float64Array | undefined;
  /** Number of the person of each event, 0 for none; absent where nobody asks. */
  readonly actor: Uint16Array | undefined;
  readonly persons: number;
  /** So many cases, the first ones, are in the table of cases. */
  readonly knownCases: number;
  readonly activities: readonly Activity[];
  readonly reported: Float64Array;
  readonly arrived: Float64Array;
  readonly voids: Uint8Array;
  readonly codes: Readonly<Record<string, Uint16Array>>;
  readonly dictionaries: Readonly<Record<string, readonly string[]>>;
  readonly issues: Issues;
  readonly from: "events" | "moments" | "file";
}

/** Moments before this day are errors of a clock: 1990-01-01. */
const earliest = 631_152_000;

/** Collects cases, then events, into columns. Without events the moments of the cases stand for them. */
export function collectLog(setup: LogSetup) {
  const ids = createIdTable(Math.max(setup.cases, 1024));
  const issues = createIssues(ids);
  const cases = caseColumns(setup, ids);
  const activityCode = activityTable();
  const events = eventColumns(setup, issues);
  let knownCases = 0;
  let persons = 0;

  function addCases(part: CasePart): void {
    cases.add(part);
    knownCases = ids.size();
  }

  function addEvents({ rows, ids: texts, stage, action, at, seq, actor }: EventPart): void {
    const code = activityCode.translate(stage, action);
    // Only a file of its own has persons, and it comes in one part.
    if (actor) persons = actor.dictionary.length;
    const { bytes, borders } = texts;
    events.expect(rows);
    let c = -1;
    for (let i = 0; i < rows; i++) {
      // Most rows have the case of the row before.
      if (c < 0 || !isSameText(bytes, borders, i)) c = caseOfRow(texts, i);
      if (c < 0) continue;
      const s = stage.values[i] ?? 0;
      if (s === 0) issues.add("no-stage", c);
      else if (events.push(c, code(s, action.values[i] ?? 0), at[i] ?? Number.NaN, seq[i] ?? Number.NaN) && actor)
        events.by(actor.values[i] ?? 0);
    }
  }

  function caseOfRow({ bytes, borders }: TextBytes, i: number): number {
    const [from, to] = [borders[i] ?? 0, borders[i + 1] ?? 0];
    if (from === to) {
      issues.add("no-case", -1);
      return -1;
    }
    if (setup.ownCases) return ids.add(bytes, from, to);
    const known = ids.find(bytes, from, to);
    if (known < 0) issues.addText("unknown-case", new TextDecoder().decode(bytes.subarray(from, to)));
    return known;
  }

  /** Moments of the cases as events, in the order of the steps: the order decides where moments are equal. */
  function deriveEvents(): void {
    const steps = Object.entries(caseMoments);
    const codes = steps.map(([, stage]) => activityCode.of(stage, ""));
    for (const { moments, numbers } of cases.parts) {
      events.expect(numbers.length * steps.length);
      numbers.forEach((c, i) => {
        steps.forEach(([field], s) => {
          const at = moments[field]?.[i] ?? Number.NaN;
          if (!Number.isNaN(at)) events.push(c, codes[s] ?? 0, at, s);
        });
      });
    }
  }

  function finish(): Collected {
    const from = setup.ownCases ? "file" : setup.events > 0 ? "events" : "moments";
    if (from === "moments") deriveEvents();
    const { activities } = activityCode;
    return { ids, ...events.take(), ...cases.take(), persons, knownCases, activities, issues, from };
  }

  return { addCases, addEvents, finish };
}

/** What is kept of the cases: when they were reported, when the crew came, and the codes that filters ask for. */
function caseColumns({ cases, events, fields, presets }: LogSetup, ids: IdTable) {
  const reported = new Float64Array(cases).fill(Number.NaN);
  const arrived = new Float64Array(cases).fill(Number.NaN);
  const voids = new Uint8Array(cases);
  const coded = new Map(fields.map((field) => [field, codesOf(cases, presets[field] ?? [])]));
  const parts: { readonly moments: CasePart["moments"]; readonly numbers: Uint32Array }[] = [];

  function add({ rows, ids: { bytes, borders }, moments, codes }: CasePart): void {
    const numbers = new Uint32Array(rows);
    for (let i = 0; i < rows; i++) numbers[i] = ids.add(bytes, borders[i] ?? 0, borders[i + 1] ?? 0);
    const { status } = codes;
    const isVoid = ["", ...(status?.dictionary ?? [])].map((text) => voidStatuses.includes(text));
    numbers.forEach((c, i) => {
      reported[c] = moments.reported_at?.[i] ?? Number.NaN;
      arrived[c] = moments.arrived_at?.[i] ?? Number.NaN;
      if (isVoid[status?.values[i] ?? 0]) voids[c] = 1;
    });
    for (const [field, column] of coded) column.append(codes[field], numbers);
    if (events === 0) parts.push({ moments, numbers });
  }

  function take() {
    const n = ids.size();
    const sized = (values: Float64Array) => (n <= values.length ? values.subarray(0, n) : widened(values, n));
    const allVoids = new Uint8Array(n);
    allVoids.set(voids.subarray(0, n));
    return {
      reported: sized(reported),
      arrived: sized(arrived),
      voids: allVoids,
      codes: Object.fromEntries([...coded].map(([field, { values }]) => [field, values(n)])),
      dictionaries: Object.fromEntries([...coded].map(([field, { dictionary }]) => [field, dictionary])),
    };
  }

  return { add, take, parts };
}

function widened(values: Float64Array, length: number): Float64Array {
  const wider = new Float64Array(length).fill(Number.NaN);
  wider.set(values);
  return wider;
}

function isSameText(bytes: Uint8Array, borders: Uint32Array, i: number): boolean {
  if (i === 0) return false;
  const [before, from, to] = [borders[i - 1] ?? 0, borders[i] ?? 0, borders[i + 1] ?? 0];
  if (from - before !== to - from) return false;
  for (let k = 0; k < to - from; k++) if (bytes[before + k] !== bytes[from + k]) return false;
  return true;
}

/** Columns of events that grow; an event without a time, or with an impossible one, is told and left out. */
function eventColumns({ events: expected, fractions, latest }: LogSetup, issues: Issues) {
  let room = Math.max(1024, expected);
  const times = (length: number): Moments => (fractions ? new Float64Array(length) : new Uint32Array(length));
  let caseOf = new Uint32Array(room);
  let activity = new Uint16Array(room);
  let time = times(room);
  let seq = new Float64Array(room);
  let actor: Uint16Array<ArrayBuffer> | undefined;
  let n = 0;
  let ordered = true;

  function grow(wanted: number): void {
    room = Math.max(2 * room, wanted);
    const old = { caseOf, activity, time, seq, actor };
    caseOf = new Uint32Array(room);
    activity = new Uint16Array(room);
    time = times(room);
    seq = new Float64Array(room);
    caseOf.set(old.caseOf);
    activity.set(old.activity);
    time.set(old.time);
    seq.set(old.seq);
    if (old.actor) {
      actor = new Uint16Array(room);
      actor.set(old.actor);
    }
  }

  return {
    /** Makes room for so many more. */
    expect(rows: number): void {
      if (n + rows > room) grow(n + rows);
    },
    // Four parameters: it is called ten million times, and an object each would cost seconds.
    push(c: number, a: number, at: number, order: number): boolean {
      if (!(at >= earliest && at <= latest)) {
        issues.add(Number.isNaN(at) ? "no-time" : "impossible-time", c);
        return false;
      }
      caseOf[n] = c;
      activity[n] = a;
      time[n] = at;
      seq[n] = order;
      if (Number.isNaN(order)) ordered = false;
      n++;
      return true;
    },
    /** Says who did the last event. */
    by(person: number): void {
      actor ??= new Uint16Array(room);
      actor[n - 1] = person;
    },
    take: () => ({
      caseOf: caseOf.subarray(0, n),
      activity: activity.subarray(0, n),
      time: time.subarray(0, n),
      seq: ordered ? seq.subarray(0, n) : undefined,
      actor: actor?.subarray(0, n),
    }),
  };
}

/** Activities by stage and action; `forward` goes without saying. */
function activityTable() {
  const activities: Activity[] = [];
  const codes = new Map<string, number>();

  function of(stage: string, action: string): number {
    const own = action === "forward" ? "" : action;
    const key = `${stage}\u0000${own}`;
    const known = codes.get(key);
    if (known !== undefined) return known;
    codes.set(key, activities.length);
    return activities.push({ stage, action: own }) - 1;
  }

  /** From codes of one part to activities; each pair of codes is looked up once. */
  function translate(stage: CodedColumn, action: CodedColumn) {
    const width = action.dictionary.length + 1;
    const table = new Int32Array((stage.dictionary.length + 1) * width).fill(-1);
    return (s: number, a: number): number => {
      const at = s * width + a;
      const known = table[at] ?? -1;
      if (known >= 0) return known;
      const made = of(stage.dictionary[s - 1] ?? "", a === 0 ? "" : (action.dictionary[a - 1] ?? ""));
      table[at] = made;
      return made;
    };
  }

  return { activities, of, translate };
}

/** Index into `stages` of an activity: as the user maps its stage, `-` leaves it out (-2), unknown is -1. */
export function stageIndex({ stage }: Activity, mapping: Readonly<Record<string, string>>): number {
  const mapped = mapping[stage] ?? stage;
  return mapped === "-" ? -2 : stageNumber(mapped);
}

const actionCodes: readonly string[] = eventActions;

/** Index into `eventActions` of an activity: an action that is not known takes the case on. */
export function actionIndex({ action }: Activity): number {
  return Math.max(0, actionCodes.indexOf(action));
}

/** One coded column of the cases under one dictionary. */
function codesOf(cases: number, preset: readonly string[]) {
  const dictionary = [...preset];
  const known = new Map(preset.map((text, i) => [text, i + 1]));
  const all = new Uint16Array(cases);
  return {
    dictionary,
    append(column: CodedColumn | undefined, numbers: Uint32Array): void {
      if (!column) return;
      const translate = [0, ...column.dictionary.map((text) => known.get(text) ?? learn(text))];
      for (let i = 0; i < numbers.length; i++) all[numbers[i] ?? 0] = translate[column.values[i] ?? 0] ?? 0;
    },
    /** One code for each of so many cases. */
    values(count: number): Uint16Array {
      if (count <= all.length) return all;
      const wider = new Uint16Array(count);
      wider.set(all);
      return wider;
    },
  };

  function learn(text: string): number {
    known.set(text, dictionary.push(text));
    return dictionary.length;
  }
}
