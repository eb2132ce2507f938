import { poissonUpperTail } from "../../../lib/probability-map.ts";
import type { DailyCases } from "../../../state/daily-cases.ts";

/** A channel that has said nothing for longer than chance explains. */
export interface Silence {
  readonly source: string;
  /** Days since 1970 of its last case. */
  readonly lastDay: number;
  readonly quietDays: number;
  readonly perDay: number;
  readonly p: number;
}

/** What is wrong beside the cases: limits that do not need statistics of place. */
export interface Limits {
  readonly silences: readonly Silence[];
  /** Cases that will fall due soon, how many of them will be late at the present rate, and how many usually are. */
  readonly surge: {
    readonly due: number;
    readonly predicted: number;
    readonly usual: number;
    readonly p: number;
  } | null;
  readonly cameras: { readonly out: number; readonly all: number; readonly names: readonly string[] } | null;
}

const lookBackDays = 60;
const lookAheadDays = 3;
const daySeconds = 86_400;
/** Once in a thousand days per channel by chance. */
const silenceLevel = 0.001;

/** Channels that fell silent: without one case for so long that a Poisson stream at its usual rate would hardly do it. */
export function silencesOf({ source, sources, day, span: [first, today] }: DailyCases): Silence[] {
  const last = new Int32Array(sources.length).fill(-(2 ** 31));
  const count = new Float64Array(sources.length);
  const from = Math.max(first, today - 2 * lookBackDays + 1);
  for (let i = 0; i < day.length; i++) {
    const [own = 0, on = 0] = [source[i], day[i]];
    if (on < from || on > today) continue;
    count[own] = (count[own] ?? 0) + 1;
    last[own] = Math.max(last[own] ?? on, on);
  }
  return sources.flatMap((code, s) => {
    const lastDay = last[s] ?? first;
    const quietDays = today - lastDay;
    if ((count[s] ?? 0) === 0 || quietDays <= 0 || lastDay - from < 7) return [];
    const perDay = (count[s] ?? 0) / (lastDay - from + 1);
    const p = Math.exp(-perDay * quietDays);
    return p <= silenceLevel ? [{ source: code, lastDay, quietDays, perDay, p }] : [];
  });
}

/**
 * Whether unusually many of the open cases will break their limit in the next days: those due soon, at the rate of the
 * cases that were open and due as soon on each of the past days. `null` where no case had a limit then.
 */
export function surgeOf({ day, due, closed }: DailyCases, asOf: number): Limits["surge"] {
  let [past, pastLate, coming] = [0, 0, 0];
  for (let i = 0; i < due.length; i++) {
    const limit = due[i] ?? Number.NaN;
    const end = closed[i] ?? Number.NaN;
    const from = (day[i] ?? 0) * daySeconds;
    if (Number.isNaN(limit)) continue;
    for (let back = 0; back <= lookBackDays; back++) {
      const moment = asOf - back * daySeconds;
      if (limit < moment || limit >= moment + lookAheadDays * daySeconds || from > moment || end <= moment) continue;
      if (back === 0) coming++;
      else if (back >= lookAheadDays) {
        past++;
        if (!(end <= limit)) pastLate++;
      }
    }
  }
  if (past === 0) return null;
  const predicted = (coming * pastLate) / past;
  const usual = pastLate / (lookBackDays - lookAheadDays + 1);
  return { due: coming, predicted, usual, p: poissonUpperTail(Math.round(predicted), usual) };
}

/** Cameras that do not work; `null` where the data have none or say nothing of their state. */
export function camerasOut({
  rows,
  status,
  names,
  ids,
}: {
  readonly rows: number;
  readonly status: readonly string[];
  readonly names: readonly string[];
  readonly ids: readonly string[];
}): Limits["cameras"] {
  const known = status.filter((one) => one !== "").length;
  if (rows === 0 || known === 0) return null;
  const out = [...status.keys()].filter((row) => status[row] !== "" && status[row] !== "online");
  return { out: out.length, all: known, names: out.slice(0, 5).map((row) => names[row] || (ids[row] ?? "")) };
}
