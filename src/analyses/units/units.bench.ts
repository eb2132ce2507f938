import { defaultParams } from "../../domain/analysis.ts";
import { boardAtoms, boardPieces } from "../../lib/plan.test-data.ts";
import { createPlan, type PlanAtoms } from "../../lib/plan.ts";
import { endsOf, unitBorders } from "../../lib/plan-borders.ts";
import { packPlan, unpackPlan } from "../../lib/plan-code.ts";
import { planDifference } from "../../lib/plan-difference.ts";
import { createRandom } from "../../lib/random.ts";
import { planFigures } from "./kernel/figures.ts";
import { judgeUnit, type UnitFacts } from "./kernel/judging.ts";
import { measureNames } from "./kernel/measures.ts";
import { params } from "./kernel/params.ts";
import { scoresOf } from "./kernel/scores.ts";
import { wholeTown } from "./kernel.ts";

const [columns, rows, units] = [100, 50, 12];

const nothingKnown: UnitFacts = {
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

/** What one step of a brush costs on 5,000 atoms in 12 units: the change, every figure and condition, breaks, borders. */
export function benches(): { name: string; value: number; unit: string; promise?: string }[] {
  const random = createRandom(1, "units");
  const board = boardAtoms(columns, rows);
  const pieces = boardPieces(columns, rows);
  const measures = measureNames.map(() => Float64Array.from({ length: board.count }, () => random.between(0, 100)));
  const atoms: PlanAtoms = { ...board, measures };
  const unit = Uint16Array.from({ length: board.count }, (_, a) => Math.floor(((a % columns) * units) / columns));
  const plan = createPlan(atoms, unit, units);
  const rules = defaultParams(params);
  const residents = measures[0] ?? new Float64Array(board.count);
  const [warmUp, steps] = [50, 350];
  const times: number[] = [];
  let sink = 0;
  for (let step = 0; step < steps; step++) {
    const first = random.below(board.count);
    const brush = [0, 1, columns, columns + 1].map((offset) => (first + offset) % board.count);
    const started = performance.now();
    plan.move(brush, random.below(units));
    const figures = planFigures(plan);
    const town = wholeTown(figures);
    for (const own of figures) sink += judgeUnit(own, nothingKnown, { town, rules }).conditions.length + own.parts;
    sink += scoresOf(figures, rules).size ?? 0;
    sink += planDifference(unit, plan.unit, residents).movedWeight;
    sink += endsOf(pieces, unitBorders(pieces, plan.unit)).length;
    if (step >= warmUp) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const ids = Array.from({ length: board.count }, (_, a) => String(a));
  const packing = performance.now();
  const text = packPlan(plan.unit, atoms.graph, ids);
  const read = unpackPlan(text, atoms.graph, ids);
  const packed = performance.now();
  if (sink === 0 || "wrong" in read) throw new Error("units bench: nothing was computed");
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return [
    { name: "paint on 5,000 atoms: everything updated (median)", value: at(0.5), unit: "ms", promise: "≤ 16" },
    { name: "paint on 5,000 atoms: everything updated (95 %)", value: at(0.95), unit: "ms", promise: "≤ 16" },
    { name: "plan of 5,000 atoms to text and back", value: packed - packing, unit: "ms" },
  ];
}
