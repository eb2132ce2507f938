import { createPlan } from "../../lib/plan.ts";
import { unitFigures } from "./kernel/figures.ts";
import {
  type Condition,
  conditionStates,
  decisionLevels,
  type Judgement,
  judgeUnit,
  type UnitFacts,
} from "./kernel/judging.ts";
import { measureNames } from "./kernel/measures.ts";
import type { Params } from "./kernel/params.ts";
import { scoresOf } from "./kernel/scores.ts";

/** A plan: unit by atom, the borders between atoms (`lib/border-pieces.ts`), and measure by measure one value an atom. */
export type Input = {
  readonly unit: Uint32Array;
  readonly unitCount: Uint32Array;
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly metres: Float64Array;
  readonly onLineMetres: Float64Array;
  readonly outerMetres: Float64Array;
  readonly outerOnLineMetres: Float64Array;
  /** `measureNames` one after the other. */
  readonly measures: Float64Array;
};

const unknown: UnitFacts = {
  infrastructure: null,
  collectiveReform: null,
  groupsDissolved: null,
  formerTown: null,
  partyCommittee: null,
  communityCommittee: null,
  communityCentre: null,
  urbanBorderShare: null,
  urbanisation: null,
  committeesShare: null,
  centres: null,
  p90Minutes: null,
};

/**
 * Figures and the three-level decision of every unit of a plan. What only a person knows (infrastructure, reforms,
 * organisations) is not assessed here; the view asks for it.
 */
export function* run(input: Input, params: Params) {
  const count = input.unit.length;
  const units = input.unitCount[0];
  const { start, neighbour, metres, onLineMetres, outerMetres, outerOnLineMetres } = input;
  const graph = { start, neighbour, metres, onLineMetres, outerMetres, outerOnLineMetres };
  const measures = measureNames.map((_, m) => input.measures.subarray(m * count, (m + 1) * count));
  const plan = createPlan({ count, graph, measures }, input.unit, units);
  yield 0.3;
  const figures = Array.from({ length: units }, (_, unit) => unitFigures(plan, unit));
  const town = wholeTown(figures);
  const judged = figures.map((own) => judgeUnit(own, unknown, { town, rules: params }));
  yield 0.9;
  const column = (value: (index: number) => number | null) =>
    Float64Array.from({ length: units }, (_, index) => value(index) ?? Number.NaN);
  const scores = scoresOf(
    figures.filter(({ atoms }) => atoms > 0),
    params,
  );
  return {
    residents: column((u) => figures[u].residents),
    areaKm2: column((u) => figures[u].areaKm2),
    workHours: column((u) => figures[u].workHours),
    lineShare: column((u) => figures[u].lineShare),
    compactness: column((u) => figures[u].compactness),
    parts: column((u) => figures[u].parts),
    level: Int32Array.from(judged, ({ level }) => (level === null ? -1 : decisionLevels.indexOf(level))),
    conditions: stateColumn(judged),
    scores: Float64Array.of(
      ...[scores.management, scores.access, scores.participation, scores.size].map((score) => score ?? Number.NaN),
    ),
  };
}

/** The conditions of every unit, unit by unit, as codes of `conditionStates`. */
function stateColumn(judged: readonly Judgement[]): Uint8Array {
  const codeOf = ({ state }: Condition) => conditionStates.indexOf(state);
  return Uint8Array.from(judged.flatMap(({ conditions }) => conditions.map(codeOf)));
}

/** The town as a whole, from the figures of its units. */
export function wholeTown(figures: readonly { cases: number; residents: number; overdueShare: number | null }[]) {
  const sum = (value: (one: (typeof figures)[number]) => number) => figures.reduce((all, one) => all + value(one), 0);
  const [cases, residents] = [sum((one) => one.cases), sum((one) => one.residents)];
  const judged = sum((one) => (one.overdueShare === null ? 0 : one.cases));
  return {
    p90Minutes: null,
    overdueShare: judged > 0 ? sum((one) => (one.overdueShare ?? 0) * one.cases) / judged : null,
    casesPer1000: residents > 0 ? (1000 * cases) / residents : null,
  };
}
