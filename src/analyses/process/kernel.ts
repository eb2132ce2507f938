import { eventActions, stageNumber } from "../../domain/process.ts";
import { arcTimes, caseDurations } from "../../lib/process/arc-times.ts";
import { casesPerStep } from "../../lib/process/conformance.ts";
import { dependencies, directlyFollows, loopsOfTwo } from "../../lib/process/directly-follows.ts";
import {
  eventClock,
  type LogColumns,
  mappingKey,
  rememberedLast,
  variantsOfLog,
} from "../../lib/process/log-columns.ts";
import { selectQuantile } from "../../lib/process/select-quantile.ts";
import { countCases, projectCounts } from "../../lib/process/variants.ts";
import { listCases, type Wanted } from "./kernel/list.ts";
import type { Params } from "./kernel/params.ts";
import { lastStepStates, type Rules, rulesOf } from "./kernel/rules.ts";

/**
 * A log, and per case 1 in `passes` where it counts (empty: all). `wanted` asks for a list of cases instead of the map
 * (`kernel/list.ts`); empty asks for none. Cases that are checked, and those that keep to the preset, are also counted by
 * `group` (one a case; empty: none).
 */
export type Input = LogColumns & {
  readonly passes: Uint8Array;
  readonly wanted: Int32Array;
  readonly group: Uint8Array | Uint16Array;
  readonly groupCount: Uint32Array;
};

/** So many variants are told, the most frequent first. */
const variantsAtMost = 500;

/**
 * The directly-follows graph with times, variants, and how the cases keep to the preset. `totals`: cases, events, void
 * cases, cases that are checked, cases that keep to it, variants, median and 90th percentile of whole durations (seconds).
 */
export function* run(input: Input, params: Params) {
  const rules = rulesOf(input, params);
  const states = rememberedLast(
    input.activity,
    "last",
    `${params.preset} ${params.patienceDays} ${mappingKey(input)}`,
    () => lastStepStates(input, rules, params),
  );
  yield 0.3;
  const listed = listCases(input, { rules, states, wanted: wantedOf(input.wanted) });
  const counted = countInput(input);
  const map = mapOf(input, rules, counted.all);
  yield 0.5;
  const times = input.wanted.length > 0 ? noTimes : timesOf(input, params, { rules, map });
  const found = kept(input, { rules, states });
  yield 0.9;
  return {
    ...arcsOf(map, times),
    ...activitiesOf(map),
    ...topVariants(rules, map.counts),
    ...checked(input, { rules, states, counts: counted.valid }),
    ...actionsOf(input, counted.all),
    groupChecked: found.groupChecked,
    groupClean: found.groupClean,
    totals: totalsOf(input, { rules, states, map, ...counted, durations: times.durations }, found),
    ...listed,
  };
}

function wantedOf([kind, a, b]: Int32Array): Wanted | null {
  return kind === undefined ? null : { kind, a: a ?? 0, b: b ?? 0 };
}

/** Cases per variant: all that pass, and those that are not void. */
function countInput(input: Input) {
  const { passes, voids } = input;
  const variants = variantsOfLog(input);
  const all = countCases(variants, passes);
  const withoutVoid = voids.includes(1) ? voids.map((one, c) => (one === 0 && (passes[c] ?? 1) === 1 ? 1 : 0)) : passes;
  return { all, valid: countCases(variants, withoutVoid) };
}

function mapOf(input: Input, { shown }: Rules, all: Uint32Array) {
  const activities = input.activityStage.length;
  const counts = projectCounts(all, shown);
  const graph = directlyFollows(shown, counts, activities);
  return { activities, counts, graph, loops: loopsOfTwo(shown, counts, activities) };
}

type ProcessMap = ReturnType<typeof mapOf>;

interface Times {
  readonly median: Float64Array;
  readonly p90: Float64Array;
  readonly durations: Float64Array;
}

const noTimes: Times = { median: new Float64Array(0), p90: new Float64Array(0), durations: new Float64Array(0) };

function timesOf(input: Input, params: Params, { rules, map }: { rules: Rules; map: ProcessMap }): Times {
  const clock = eventClock(input, params.clock);
  const { passes } = input;
  const { median, p90 } = arcTimes(input, {
    passes,
    target: rules.target,
    activities: map.activities,
    count: map.graph.count,
    clock,
  });
  return { median, p90, durations: caseDurations(input, clock, passes) };
}

function arcsOf({ graph, activities, loops }: ProcessMap, { median, p90 }: Times) {
  const dependency = dependencies(graph);
  const arcs = graph.count.map((_, arc) => arc).filter((arc) => graph.count[arc] > 0);
  arcs.sort((one, other) => graph.count[other] - graph.count[one] || one - other);
  const pick = (values: ArrayLike<number>) => Float64Array.from(arcs, (arc) => values[arc] ?? Number.NaN);
  return {
    arcFrom: arcs.map((arc) => Math.floor(arc / activities)),
    arcTo: arcs.map((arc) => arc % activities),
    arcCount: pick(graph.count),
    arcCases: pick(graph.cases),
    arcMedian: pick(median),
    arcP90: pick(p90),
    arcDependency: pick(dependency),
    arcLoop: pick(loops),
  };
}

function activitiesOf({ graph }: ProcessMap) {
  const { events, eventCases, starts, ends } = graph;
  return { activityEvents: events, activityCases: eventCases, activityStarts: starts, activityEnds: ends };
}

function topVariants({ shown }: Rules, counts: Uint32Array) {
  const order = counts.map((_, v) => v).filter((v) => counts[v] > 0 && shown.start[v + 1] > shown.start[v]);
  order.sort((one, other) => counts[other] - counts[one] || one - other);
  const top = order.slice(0, variantsAtMost);
  const start = new Uint32Array(top.length + 1);
  const activity: number[] = [];
  top.forEach((v, i) => {
    for (let k = shown.start[v]; k < shown.start[v + 1]; k++) activity.push(shown.activity[k]);
    start[i + 1] = activity.length;
  });
  return {
    variantId: top,
    variantCases: Uint32Array.from(top, (v) => counts[v]),
    variantStart: start,
    variantActivity: Uint16Array.from(activity),
    variantCount: Uint32Array.of(order.length),
  };
}

interface Checking {
  readonly rules: Rules;
  readonly states: Uint8Array;
  readonly counts: Uint32Array;
}

/** Cases per step of the preset; a step that never occurs in the log is not assessed. */
function checked(input: Input, { rules, states, counts }: Checking) {
  const { conformance, assessed, last } = rules;
  const per = (bits: Uint32Array) => casesPerStep(bits, counts, assessed.length);
  const skipped = per(conformance.skipped);
  const missing = per(conformance.missing);
  const { passes, voids } = input;
  for (let c = 0; c < states.length; c++) {
    if (states[c] === 0 || voids[c] === 1 || (passes.length > 0 && passes[c] !== 1)) continue;
    if (states[c] === 2) skipped[last]++;
    else missing[last]++;
  }
  return {
    stepStage: Int32Array.from(rules.steps, stageNumber),
    stepAssessed: Uint8Array.from(assessed, Number),
    stepTaken: per(conformance.taken),
    stepSkipped: skipped,
    stepMissing: missing,
    stepRepeated: per(conformance.repeated),
    stepOutOfOrder: per(conformance.outOfOrder),
  };
}

/** Cases and events of each action, in the order of `eventActions`. */
function actionsOf({ activityAction, ...input }: Input, counts: Uint32Array) {
  const variants = variantsOfLog({ activityAction, ...input });
  const cases = new Uint32Array(eventActions.length);
  const events = new Uint32Array(eventActions.length);
  for (let v = 0; v < variants.count; v++) {
    if (counts[v] === 0) continue;
    let seen = 0;
    for (let k = variants.start[v]; k < variants.start[v + 1]; k++) {
      const action = activityAction[variants.activity[k]];
      if (action < 0) continue;
      events[action] += counts[v];
      if ((seen & (1 << action)) === 0) cases[action] += counts[v];
      seen |= 1 << action;
    }
  }
  return { actionCases: cases, actionEvents: events };
}

interface Totals {
  readonly rules: Rules;
  readonly states: Uint8Array;
  readonly map: ProcessMap;
  readonly all: Uint32Array;
  readonly valid: Uint32Array;
  readonly durations: Float64Array;
}

const sum = (values: Uint32Array) => values.reduce((total, one) => total + one, 0);

/** Cases that are checked, and those that keep to the preset: all of them, and by group. */
function kept(input: Input, { rules, states }: Pick<Totals, "rules" | "states">) {
  const { conformance } = rules;
  const { ofCase } = variantsOfLog(input);
  const { passes, voids, group } = input;
  const isClean = conformance.taken.map((_, v) =>
    (conformance.skipped[v] | conformance.repeated[v] | conformance.outOfOrder[v]) === 0 ? 1 : 0,
  );
  const groups = group.length > 0 ? input.groupCount[0] : 0;
  const found = { checked: 0, clean: 0, groupChecked: new Uint32Array(groups), groupClean: new Uint32Array(groups) };
  for (let c = 0; c < ofCase.length; c++) {
    if (voids[c] === 1 || (passes.length > 0 && passes[c] !== 1)) continue;
    const v = ofCase[c];
    if (conformance.taken[v] === 0) continue;
    const clean = isClean[v] === 1 && states[c] !== 2 ? 1 : 0;
    found.checked++;
    found.clean += clean;
    if (groups === 0) continue;
    found.groupChecked[group[c]]++;
    found.groupClean[group[c]] += clean;
  }
  return found;
}

function totalsOf(input: Input, { map, all, valid, durations }: Totals, found: ReturnType<typeof kept>): Float64Array {
  const variants = variantsOfLog(input);
  let withEvents = 0;
  for (let v = 0; v < variants.count; v++) if (variants.start[v + 1] > variants.start[v]) withEvents += all[v];
  return Float64Array.of(
    withEvents,
    sum(map.graph.events),
    sum(all) - sum(valid),
    found.checked,
    found.clean,
    map.counts.filter((count) => count > 0).length,
    selectQuantile(durations, 0.5),
    selectQuantile(durations, 0.9),
  );
}
