import { createRandom, type Random } from "../../src/lib/random.ts";
import { caseColumns, writeCase } from "./case-columns.ts";
import { type CaseCounts, countCase } from "./case-counts.ts";
import { byTime, type Drafts, draftMonth, type MonthSizes } from "./case-drafts.ts";
import { eventColumns, type Step, writeSteps } from "./case-log.ts";
import type { CaseWorld } from "./case-world.ts";
import { items } from "./catalogue.ts";
import { playCase } from "./timeline.ts";

/** One month of cases and their steps, as columns of the tables `cases` and `case_events`. */
export interface CaseMonth {
  readonly cases: Record<string, Float64Array | (string | number | boolean | null)[]>;
  readonly events: Record<string, Float64Array | (string | number | null)[]>;
}

/** Makes one month; months do not depend on one another. */
export function makeMonth(world: CaseWorld, month: number, sizes: MonthSizes, counts: CaseCounts): CaseMonth {
  const random = createRandom(world.seed, `cases ${month}`);
  const drafts = draftMonth(world, { month, sizes }, random);
  const order = byTime(drafts.reported);
  return writeMonth(world, { month, drafts, order, counts }, random);
}

interface Writing {
  readonly month: number;
  readonly drafts: Drafts;
  readonly order: Int32Array;
  readonly counts: CaseCounts;
}

function writeMonth(world: CaseWorld, { month, drafts, order, counts }: Writing, random: Random): CaseMonth {
  const rows = order.length;
  const cases = caseColumns(rows);
  const events = eventColumns();
  const prefix = `${24 + Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, "0")}H`;
  const steps: Step[] = [];
  for (let i = 0; i < rows; i++) {
    const draft = order[i];
    const item = items[drafts.item[draft]];
    const site = drafts.site[draft];
    const parcel = world.places.parcel[site];
    const source = drafts.source[draft];
    steps.length = 0;
    const slow = world.dutyGridOf[parcel] === world.plantings.slowGrid ? world.plantings.slowFactor : 1;
    const queue = item.dept === world.plantings.bottleneckDept ? world.plantings.bottleneckFactor : 1;
    const circumstances = {
      item,
      source,
      reported: drafts.reported[draft],
      travelSeconds: world.travelSeconds[parcel],
      waitFactor: slow * queue,
    };
    const timeline = playCase(circumstances, random, (stage, action, at, callLevel) =>
      steps.push({ stage, action, at, callLevel: callLevel ?? null }),
    );
    const id = `${prefix}${String(i + 1).padStart(7, "0")}`;
    writeCase(
      cases,
      i,
      { world, id, item: drafts.item[draft], source, site, parcel, timeline, reported: drafts.reported[draft] },
      random,
    );
    const isLogged = world.loggedShare >= 1 || random.chance(world.loggedShare);
    if (isLogged)
      writeSteps(events, { world, id, steps, dept: item.dept, grid: world.dutyGridOf[parcel], source }, random);
    countCase(counts, timeline, {
      isLogged,
      steps,
      month,
      cluster: world.plantings.clusters[drafts.cluster[draft]]?.id,
    });
  }
  return { cases, events: Object.fromEntries(Object.entries(events)) };
}
