import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import { verdicts } from "../kernel/params.ts";
import { computeResidual, type ResidualInput } from "./compute.ts";
import { settingsOf } from "./settings.ts";

const context = { signal: new AbortController().signal, onProgress: () => {} };

/** Each dataset is opened once: what was read and modelled is kept with it. */
const opened = new Map<string, ReturnType<typeof openFolder>>();

function datasetOf(id: string) {
  const dataset = opened.get(id) ?? openFolder(id);
  opened.set(id, dataset);
  return dataset;
}

async function inputOf(id: string, residual: Readonly<Record<string, boolean>> = {}): Promise<ResidualInput> {
  const { handle, manifest } = datasetOf(id);
  const areas = await areasOf(handle);
  const table = areas.get("duty_grid");
  if (!table) throw new Error(`${id} has no duty grids`);
  return {
    handle,
    settings: settingsOf({ analyses: { residual } }),
    areas,
    table,
    filters: { values: {} },
    dataEnd: Date.parse(`${manifest.asOf}Z`) / 1000,
    dataVersion: manifest.dataVersion,
  };
}

const absent = !hasDataset("sample");
if (absent) console.warn("The sample town is not in public/data: its tests are skipped.");

describe.skipIf(absent)("the sample town", () => {
  test.each([false, true])(
    "the slow grid is first and far ahead, and its dispatch is slow, not its roads (adjusted: %s)",
    async (adjust) => {
      const { folder } = datasetOf("sample");
      const { slowGrid } = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
      const { input, output } = await computeResidual(await inputOf("sample", { adjust }), localEngine, context);
      if (!output) throw new Error("there is no result");
      const excess = output.excess.slice(1, 1 + input.table.rows);
      const order = [...excess.keys()].sort((a, b) => (excess[b] ?? 0) - (excess[a] ?? 0));
      const [first = -1, second = -1] = order;
      expect(input.table.ids[first]).toBe(slowGrid.duty_grid_id);
      expect(output.excessLow[first + 1]).toBeGreaterThan(output.excessHigh[second + 1] ?? 0);
      expect(verdicts[output.verdict[first + 1] ?? 0]).toBe("dispatch-slow");
    },
  );

  test("the bottleneck department is the slowest, in its dispatch and not on the road", async () => {
    const { folder } = datasetOf("sample");
    const { bottleneck } = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
    const { input, output, departments } = await computeResidual(await inputOf("sample"), localEngine, context);
    if (!output) throw new Error("there is no result");
    const first = 1 + input.table.rows;
    const excess = output.excess.slice(first);
    const slowest = excess.indexOf(excess.reduce((most, value) => Math.max(most, value || 0), 0));
    expect(departments.codes[slowest]).toBe(bottleneck.dept);
    expect(verdicts[output.verdict[first + slowest] ?? 0]).toBe("dispatch-slow");
    expect(output.reasonCounts.reduce((sum, count) => sum + count, 0)).toBe(100_000);
  });
});

test.skipIf(!hasDataset("washington-dc"))("a log of two stages is told that there is nothing to compare", async () => {
  const result = await computeResidual(await inputOf("washington-dc"), localEngine, context);
  expect(result.problem).toBe("no-stages");
  expect(result.output).toBeNull();
});
