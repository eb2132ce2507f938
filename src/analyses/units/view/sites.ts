import { metresPerDegree } from "../../../lib/geodesy.ts";
import type { Plan } from "../../../lib/plan.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { createRunner, type Run } from "../../../state/runs.ts";
import { measureAt } from "../kernel/measures.ts";
import type { Atoms } from "./atoms.ts";
import type { JudgedPlan } from "./judged.ts";
import { type ProposedSite, reachOf } from "./reach.ts";

/** Where a unit's centre would stand: the middle of the atom that is nearest to all its residents. */
export function siteOf(atoms: Atoms, plan: Plan, unit: number): { lon: number; lat: number } | null {
  const points = atoms.table.labelPoints;
  const residents = atoms.measures[measureAt.residents] ?? new Float64Array(atoms.count);
  const own = Array.from({ length: atoms.count }, (_, a) => a).filter(
    (a) => plan.unit[a] === unit && Number.isFinite(points[2 * a]),
  );
  const peopled = own.filter((a) => (residents[a] ?? 0) > 0);
  const first = own[0];
  if (first === undefined) return null;
  const scale = metresPerDegree(points[2 * first + 1] ?? 0);
  const costOf = (a: number) => {
    let sum = 0;
    for (const b of peopled) {
      const dx = ((points[2 * a] ?? 0) - (points[2 * b] ?? 0)) * scale.lon;
      const dy = ((points[2 * a + 1] ?? 0) - (points[2 * b + 1] ?? 0)) * scale.lat;
      sum += (residents[b] ?? 0) * Math.hypot(dx, dy);
    }
    return sum;
  };
  let [best, least] = [first, Number.POSITIVE_INFINITY];
  for (const a of own) {
    const cost = costOf(a);
    if (cost < least) [best, least] = [a, cost];
  }
  return { lon: points[2 * best] ?? 0, lat: points[2 * best + 1] ?? 0 };
}

/** The sites of every centre that a unit of the plan lacks. */
export function missingCentres(atoms: Atoms, plan: Plan, judged: JudgedPlan): ProposedSite[] {
  return judged.units.flatMap(({ figures, facts }) => {
    const site = siteOf(atoms, plan, figures.unit);
    const missing = (facts.centres ?? []).flatMap((present, kind) => (present ? [] : [kind]));
    return site ? missing.map((kind) => ({ kind, ...site })) : [];
  });
}

/** What building the missing centres would do for residents. */
export interface ReachEffect {
  /** Residents within the norm of all three, before and after. */
  readonly before: number;
  readonly after: number;
  /** Mean walk to the farthest of the three, metres; infinite ways count as 20 km. */
  readonly beforeMetres: number;
  readonly afterMetres: number;
}

/** The effect of the plan on screen; computed when it is looked at. */
export const reachEffect = createLocalStore<{ readonly run: Run<ReachEffect | null> }>({ run: { status: "idle" } });

const runner = createRunner<ReachEffect | null>((run) => reachEffect.setState({ run }));

const farthestMetres = 20_000;

/** Computes what the missing centres would do; a later call stops an earlier one. */
export function startReachEffect(atoms: Atoms, plan: Plan, judged: JudgedPlan): void {
  const proposed = missingCentres(atoms, plan, judged);
  const { residents, metres: before, known } = atoms.reach;
  void runner.start(async (context) => {
    if (!known.slice(0, 3).some(Boolean) || residents.people.length === 0) return null;
    const after =
      proposed.length === 0
        ? before
        : (await reachOf({ city: atoms.city, areas: atoms.input.areas, proposed }, engine, context)).metres;
    const limit = atoms.input.params.centreMetres;
    const [was, is] = [before, after].map((metres) => {
      let [within, walked, people] = [0, 0, 0];
      residents.people.forEach((count, place) => {
        const farthest = Math.max(...[0, 1, 2].map((kind) => metres[kind]?.[place] ?? Number.POSITIVE_INFINITY));
        if (farthest <= limit) within += count;
        walked += count * Math.min(farthestMetres, farthest);
        people += count;
      });
      return { within, metres: walked / people };
    });
    return {
      before: was?.within ?? 0,
      after: is?.within ?? 0,
      beforeMetres: was?.metres ?? Number.NaN,
      afterMetres: is?.metres ?? Number.NaN,
    };
  });
}
