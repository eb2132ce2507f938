import { verdictCode } from "../../../lib/limits/case-limits.ts";
import {
  type Feature,
  handlingHours,
  isDue,
  isNearDue,
  type Judged,
  shouldBeDone,
  sourceBits,
  verifySeconds,
} from "./facts.ts";

/** What a case adds to the numerator; only asked where it is in the denominator. */
type Part = (judged: Judged, i: number) => number | boolean;

interface Common {
  readonly group: "found" | "desk" | "work" | "quality" | "people";
  readonly needs: readonly Feature[];
  /** Whether more is better (1), worse (−1), or neither. */
  readonly better: 1 | -1 | 0;
  readonly target?: number;
}

/** A share or a mean: Σ numerator / Σ denominator over the cases that are in it. */
interface Ratio extends Common {
  readonly kind: "rate" | "mean" | "count";
  readonly of: Part;
  readonly over: Part;
}

/** A quantile of a value of each case, NaN for those that have none. */
interface Quantile extends Common {
  readonly kind: "quantile";
  readonly share: number;
  readonly value: (judged: Judged, i: number) => number;
}

export type Indicator = Ratio | Quantile;

const minute = 60;
const [onTime, late, overdue] = (["on-time", "late", "overdue"] as const).map(verdictCode);
const has = (at: number) => !Number.isNaN(at);
const valid: Part = ({ facts }, i) => facts.state[i] !== 2;
const every: Part = () => 1;
const from =
  (bits: number): Part =>
  ({ facts }, i) =>
    (facts.source[i] & bits) !== 0;
const registered: Part = (judged, i) => valid(judged, i) && has(judged.facts.registered[i]);
const dispatched: Part = (judged, i) => valid(judged, i) && has(judged.facts.dispatched[i]);
const handled: Part = (judged, i) => valid(judged, i) && has(judged.facts.handled[i]);
const closed: Part = (judged, i) => valid(judged, i) && has(judged.facts.closed[i]);
const shouldClose: Part = (judged, i) => valid(judged, i) && isDue(judged.closing, i);
const mustClose: Part = (judged, i) => valid(judged, i) && shouldBeDone(judged.closing, i);
const mustHandle: Part = (judged, i) => valid(judged, i) && shouldBeDone(judged.handling, i);
const closedInTime: Part = ({ closing }, i) => closing.verdict[i] === onTime;
const rated: Part = (judged, i) => valid(judged, i) && has(judged.facts.satisfaction[i]);

const rate = (of: Part, over: Part, common: Omit<Common, "better"> & { readonly better?: 1 | -1 | 0 }): Ratio => ({
  kind: "rate",
  better: 1,
  ...common,
  of,
  over,
});

/** The catalogue: what each indicator counts. Void and rejected cases are outside all but those in `countVoid`. */
export const indicators = {
  report_count: { kind: "count", of: every, over: every, group: "found", needs: [], better: 0 },
  valid_report_rate: rate(valid, every, { group: "found", needs: [], target: 0.95 }),
  public_report_rate: rate(from(sourceBits.citizen), valid, { group: "found", needs: ["source"], better: 0 }),
  active_discovery_rate: rate(from(sourceBits.active), registered, { group: "found", needs: ["source", "registered"] }),
  duplicate_rate: rate(({ repeats }, i) => repeats.duplicate[i], valid, {
    group: "found",
    needs: ["kind"],
    better: -1,
  }),
  frequent_share: rate(({ facts, frequent }, i) => frequent[facts.kind[i]] === 1, valid, {
    group: "found",
    needs: ["kind"],
    better: 0,
  }),
  register_rate: rate(
    ({ facts }, i) => has(facts.registered[i]),
    (judged, i) => has(judged.facts.accepted[i]),
    {
      group: "desk",
      needs: ["accepted", "registered"],
      better: 0,
    },
  ),
  accurate_register_rate: rate(valid, ({ facts }, i) => has(facts.registered[i]), {
    group: "desk",
    needs: ["registered"],
  }),
  in_time_register_rate: rate(
    ({ facts }, i) => facts.registered[i] - facts.accepted[i] <= 15 * minute,
    (judged, i) => registered(judged, i) && has(judged.facts.accepted[i]),
    { group: "desk", needs: ["accepted", "registered"], target: 0.98 },
  ),
  in_time_dispatch_rate: rate(
    ({ facts }, i) => facts.dispatched[i] - facts.registered[i] <= 15 * minute,
    (judged, i) =>
      registered(judged, i) &&
      (has(judged.facts.dispatched[i]) || judged.asOf > judged.facts.registered[i] + 15 * minute),
    { group: "desk", needs: ["registered", "dispatched"] },
  ),
  accurate_dispatch_rate: rate(({ facts }, i) => !(facts.returns[i] > 0), dispatched, {
    group: "desk",
    needs: ["dispatched", "returns"],
    target: 0.95,
  }),
  return_rate: rate(({ facts }, i) => facts.returns[i] > 0, dispatched, {
    group: "desk",
    needs: ["dispatched", "returns"],
    better: -1,
  }),
  hops_before_handler: {
    kind: "mean",
    of: ({ facts }, i) => 1 + Math.max(0, facts.returns[i]),
    over: dispatched,
    group: "desk",
    needs: ["dispatched", "returns"],
    better: -1,
    target: 1,
  },
  dispose_rate: rate(({ facts }, i) => has(facts.handled[i]), mustHandle, {
    group: "work",
    needs: ["dispatched", "handled", "item-limit"],
  }),
  in_time_dispose_rate: rate(({ handling }, i) => handling.verdict[i] === onTime, mustHandle, {
    group: "work",
    needs: ["dispatched", "handled", "item-limit"],
    target: 0.9,
  }),
  close_rate: rate(({ facts }, i) => has(facts.closed[i]), shouldClose, {
    group: "work",
    needs: ["closed", "limit"],
    target: 0.9,
  }),
  in_time_close_rate: rate(closedInTime, mustClose, { group: "work", needs: ["closed", "limit"], target: 0.9 }),
  overdue_close_rate: rate(({ closing }, i) => closing.verdict[i] === late, mustClose, {
    group: "work",
    needs: ["closed", "limit"],
    better: -1,
  }),
  open_rate: rate(({ facts }, i) => !has(facts.closed[i]), valid, { group: "work", needs: ["closed"], better: -1 }),
  urgent_in_time_rate: rate(
    closedInTime,
    (judged, i) => judged.facts.urgent[i] === 1 && Boolean(mustClose(judged, i)),
    {
      group: "work",
      needs: ["closed", "limit", "urgent"],
      target: 0.95,
    },
  ),
  overdue_red: {
    kind: "count",
    of: ({ closing }, i) => closing.verdict[i] === overdue,
    over: valid,
    group: "work",
    needs: ["limit"],
    better: -1,
  },
  near_due_yellow: { kind: "count", of: isNearDue, over: valid, group: "work", needs: ["limit"], better: -1 },
  avg_handle_time: {
    kind: "mean",
    of: handlingHours,
    over: (judged, i) => Boolean(valid(judged, i)) && has(handlingHours(judged, i)),
    group: "work",
    needs: ["dispatched", "handled"],
    better: -1,
  },
  median_handle_time: {
    kind: "quantile",
    share: 0.5,
    value: handlingHours,
    group: "work",
    needs: ["dispatched", "handled"],
    better: -1,
  },
  p90_handle_time: {
    kind: "quantile",
    share: 0.9,
    value: handlingHours,
    group: "work",
    needs: ["dispatched", "handled"],
    better: -1,
  },
  discovery_to_done_min: {
    kind: "quantile",
    share: 0.5,
    value: ({ facts }, i) =>
      (facts.source[i] & sourceBits.video) !== 0 ? (facts.handled[i] - facts.reported[i]) / minute : Number.NaN,
    group: "work",
    needs: ["source", "handled"],
    better: -1,
    target: 6,
  },
  rework_rate: rate(({ facts }, i) => facts.reworks[i] > 0, handled, {
    group: "quality",
    needs: ["handled", "reworks"],
    better: -1,
  }),
  check_pass_rate: rate(
    ({ facts }, i) => has(facts.closed[i]),
    (judged, i) => {
      const { closed: end, reworks } = judged.facts;
      return valid(judged, i) ? (has(end[i]) ? 1 : 0) + Math.max(0, reworks[i]) : 0;
    },
    { group: "quality", needs: ["closed", "reworks"] },
  ),
  in_time_check_rate: rate(
    ({ facts }, i) => facts.closed[i] - facts.handled[i] <= 30 * minute,
    (judged, i) =>
      handled(judged, i) && (has(judged.facts.closed[i]) || judged.asOf > judged.facts.handled[i] + 30 * minute),
    { group: "quality", needs: ["handled", "closed"] },
  ),
  in_time_verify_rate: rate(
    (judged, i) => {
      const limit = judged.facts.verifyLimit[i];
      return verifySeconds(judged, i) <= (limit > 0 ? limit : 30 * minute);
    },
    (judged, i) => valid(judged, i) && Number.isFinite(verifySeconds(judged, i)),
    { group: "quality", needs: ["verify"] },
  ),
  recurring_rate: rate(({ repeats }, i) => repeats.recurring[i], closed, {
    group: "quality",
    needs: ["kind", "closed"],
    better: -1,
  }),
  joint_share: rate(({ facts }, i) => facts.joint[i], registered, {
    group: "quality",
    needs: ["joint", "registered"],
    better: 0,
  }),
  resolved_in_grid_rate: rate(({ facts }, i) => facts.callLevel[i] <= 1, closed, {
    group: "people",
    needs: ["calls", "closed"],
    target: 0.9,
  }),
  whistle_report_in_rate: rate(
    ({ facts, reportInDue }, i) => facts.arrived[i] <= reportInDue(i),
    (judged, i) =>
      Boolean(dispatched(judged, i)) &&
      (judged.facts.source[i] & sourceBits.whistle) !== 0 &&
      (has(judged.facts.arrived[i]) || judged.asOf > judged.reportInDue(i)),
    { group: "people", needs: ["source", "dispatched", "arrived"] },
  ),
  in_time_finish_rate: rate(
    closedInTime,
    (judged, i) => (judged.facts.source[i] & sourceBits.hotline) !== 0 && Boolean(mustClose(judged, i)),
    {
      group: "people",
      needs: ["source", "closed", "limit"],
    },
  ),
  satisfaction_score: rate(({ facts }, i) => facts.satisfaction[i], rated, {
    group: "people",
    needs: ["satisfaction"],
  }),
  satisfied_share: rate(({ facts }, i) => facts.satisfaction[i] === 1, rated, {
    group: "people",
    needs: ["satisfaction"],
  }),
} as const satisfies Readonly<Record<string, Indicator>>;

export type IndicatorCode = keyof typeof indicators;
export const indicatorCodes = Object.keys(indicators) as readonly IndicatorCode[];

/** The indicator of a code, its literal type forgotten. */
export const indicatorOf = (code: IndicatorCode): Indicator => indicators[code];

/** Whether points can be given for an indicator: it is a share, and more of it is better or worse. */
export function canWeigh(code: IndicatorCode): boolean {
  const { kind, better } = indicatorOf(code);
  return kind === "rate" && better !== 0;
}

/** Indicators whose denominator void and rejected cases are in. */
export const countVoid: readonly IndicatorCode[] = [
  "report_count",
  "valid_report_rate",
  "register_rate",
  "accurate_register_rate",
];

/** Indicators of the catalogue for which no dataset has the fields yet, with what it would take: they are not assessed. */
export const withoutFields = {
  first_contact_rate: "cases.contacted_at",
  actual_resolve_rate: "cases.outcome",
  response_rate: "cases.contacted_at",
  solve_rate: "cases.revisit_solved",
  answer_15s_rate: "calls.answered_at, calls.rang_at",
  connect_rate: "calls.connected",
} as const;
