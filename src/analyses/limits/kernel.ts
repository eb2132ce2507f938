import { caseLimits, type LimitColumns, pausesOf, verdictCode, verdicts } from "../../lib/limits/case-limits.ts";
import { clockSeconds, runningSeconds } from "../../lib/limits/due-time.ts";
import { within } from "../../lib/progress.ts";
import { createWorkCalendar } from "../../lib/working-time.ts";
import type { Params } from "./kernel/params.ts";
import { foreseen, type Strata } from "./kernel/risk.ts";

/**
 * Cases under the present filters with what their limits are made from (`lib/limits/case-limits.ts`), their area and group
 * (one past the last for none), the moment that is looked at, and the official calendar from its first day on.
 */
export type Input = { readonly [K in keyof LimitColumns]: LimitColumns[K] } & {
  /** The last moment at which the data could have told the end of each case. */
  readonly seenUntil: Float64Array;
  /** What each case is about, as finely as the data say it, one past the last for nothing. */
  readonly kind: Uint32Array;
  readonly kindCount: Uint32Array;
  readonly area: Uint32Array;
  readonly group: Uint32Array;
  readonly areaCount: Uint32Array;
  readonly groupCount: Uint32Array;
  readonly asOf: Float64Array;
  readonly firstDay: Int32Array;
  readonly isWorkday: Uint8Array;
};

/** A lamp is yellow with so little of the limit left: what is compared with the prediction. */
const yellowShare = 0.25;

const [onTime, late, open, overdue, suspended] = (["on-time", "late", "open", "overdue", "suspended"] as const).map(
  verdictCode,
);

/**
 * The limit of every case, how it stands, and the probability that an open one breaks its limit; counts for all cases,
 * each area and each group (rows in that order), and the open cases with a limit in the order of their due times.
 */
export function* run(input: Input, params: Params) {
  const [asOf] = input.asOf;
  const calendar = createWorkCalendar({ firstDay: input.firstDay[0], isWorkday: input.isWorkday });
  const { span, source, reworkRestarts } = params;
  const limits = yield* within(caseLimits(input, { span, source, asOf, reworkRestarts }, calendar), 0, 0.3);
  const strata = strataOf(input, limits.office);
  const { risk, stage, level } = yield* within(
    foreseen({ columns: input, seenUntil: input.seenUntil, limits, calendar, asOf, strata }),
    0.3,
    0.9,
  );
  const counts = countsOf(input, { verdict: limits.verdict, risk, riskFrom: params.riskFrom / 100 });
  const listed = [...limits.verdict.keys()].filter((i) => limits.verdict[i] === open || limits.verdict[i] === overdue);
  listed.sort((a, b) => limits.due[a] - limits.due[b] || a - b);
  const rows = Uint32Array.from(listed);
  const secondsLeft = Float64Array.from(rows, (i) => {
    const [from, to] = limits.verdict[i] === open ? [asOf, limits.due[i]] : [limits.due[i], asOf];
    const left = clockSeconds(calendar, limits.office[i] === 1, from, to);
    return limits.verdict[i] === open ? left : -left;
  });
  const yellow = rows.map((i, at) => {
    if (limits.verdict[i] !== open) return 0;
    const used = runningSeconds(calendar, limits.office[i] === 1, [limits.start[i], asOf], pausesOf(input, i, asOf));
    return secondsLeft[at] <= yellowShare * (used + secondsLeft[at]) ? 1 : 0;
  });
  return {
    ...counts,
    verdictCount: verdictCounts(limits.verdict),
    due: limits.due,
    verdict: limits.verdict,
    fromCatalogue: limits.fromCatalogue,
    caseRow: rows,
    caseDue: Float64Array.from(rows, (i) => limits.due[i]),
    caseLeft: secondsLeft,
    caseRisk: Float64Array.from(rows, (i) => risk[i]),
    caseStage: Uint8Array.from(rows, (i) => stage[i]),
    caseLevel: Uint8Array.from(rows, (i) => level[i]),
    caseYellow: Uint8Array.from(yellow),
  };
}

/** Cases of one item, of one kind and clock, of items with the same limit, and of the same clock. */
function strataOf({ item, itemValue, itemUnit, kind, kindCount }: Input, office: Uint8Array): Strata[] {
  const classes = new Map<string, number>([["none", 0]]);
  const classOfItem = Uint16Array.from([0, ...itemValue.keys()], (_, place) => {
    if (place === 0) return 0;
    const key = `${itemValue[place - 1]} ${itemUnit[place - 1]}`;
    if (!classes.has(key)) classes.set(key, classes.size);
    return classes.get(key) ?? 0;
  });
  return [
    { of: item.map((one) => (one === 0 ? itemValue.length + 1 : one)), count: itemValue.length + 1 },
    { of: kind.map((one, i) => 2 * one + office[i]), count: 2 * kindCount[0] },
    { of: item.map((one) => classOfItem[one]), count: classes.size },
    { of: Uint16Array.from(office), count: 2 },
  ];
}

interface Judged {
  readonly verdict: Uint8Array;
  readonly risk: Float64Array;
  readonly riskFrom: number;
}

function countsOf(input: Input, { verdict, risk, riskFrom }: Judged) {
  const areas = input.areaCount[0];
  const rows = 1 + areas + input.groupCount[0];
  const column = () => new Float64Array(rows);
  const out = {
    onTime: column(),
    late: column(),
    inTime: column(),
    soon: column(),
    overdue: column(),
    suspended: column(),
    expected: column(),
    unforeseen: column(),
  };
  for (let i = 0; i < verdict.length; i++) {
    const code = verdict[i];
    if (code < suspended) continue;
    for (const row of [
      0,
      input.area[i] < areas ? 1 + input.area[i] : -1,
      input.group[i] < input.groupCount[0] ? 1 + areas + input.group[i] : -1,
    ]) {
      if (row < 0) continue;
      if (code === onTime) out.onTime[row]++;
      else if (code === late) out.late[row]++;
      else if (code === overdue) out.overdue[row]++;
      else if (code === suspended) out.suspended[row]++;
      else {
        if (risk[i] >= riskFrom) out.soon[row]++;
        else out.inTime[row]++;
        if (Number.isNaN(risk[i])) out.unforeseen[row]++;
        else out.expected[row] += risk[i];
      }
    }
  }
  return out;
}

function verdictCounts(verdict: Uint8Array): Uint32Array {
  const counts = new Uint32Array(verdicts.length);
  for (const code of verdict) counts[code]++;
  return counts;
}
