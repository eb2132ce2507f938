import { publishResult } from "../../../state/results.ts";
import { itemFaults } from "../kernel/items.ts";
import type { CatalogueResult } from "./compute.ts";

/** The result as tables of SQL: items with what is wrong with them, and the staffing of communities and departments. */
export function publishCatalogue(result: CatalogueResult): void {
  const { settings, dataVersion } = result.input;
  const made = { analysis: "catalogue", params: settings.params, dataVersion };
  if (result.items) publishResult("scorecard_items", () => itemColumns(result), made);
  if (!result.staff) return;
  if (result.communities) publishResult("scorecard_staffing", () => staffColumns(result), made);
  publishResult("scorecard_dept_load", () => loadColumns(result), made);
}

function itemColumns({ items, itemCases, output }: CatalogueResult) {
  const flag = (bit: number) => Float64Array.from(output.itemFault, (faults) => ((faults & bit) === 0 ? 0 : 1));
  return {
    item_id: items?.ids ?? [],
    cases: itemCases,
    ...Object.fromEntries(Object.entries(itemFaults).map(([fault, bit]) => [fault.replace("-", "_"), flag(bit)])),
  };
}

function staffColumns({ communities, output }: CatalogueResult) {
  return {
    area_id: communities?.ids ?? [],
    residents: communities?.residents ?? new Float64Array(),
    police: output.police,
    workers: output.workers,
    workers_per_10k: output.workersPer10k,
    households_per_worker: output.householdsPerWorker,
    residents_per_post: output.residentsPerPost,
    cases_per_post: output.casesPerPost,
  };
}

function loadColumns({ depts, input: { years } }: CatalogueResult) {
  return {
    dept: depts.map(({ dept }) => dept),
    posts: Float64Array.from(depts, ({ posts }) => posts),
    cases: Float64Array.from(depts, ({ cases }) => cases),
    cases_per_post_year: Float64Array.from(depts, ({ posts, cases }) =>
      posts > 0 ? cases / posts / years : Number.NaN,
    ),
  };
}
