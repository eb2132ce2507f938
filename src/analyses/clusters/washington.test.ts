import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../test/support/open-folder.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { noFilters } from "../../domain/filters.ts";
import { params } from "./kernel/params.ts";
import { computeClusters } from "./view/compute.ts";
import { clusterRows } from "./view/reading.ts";

const missing = !hasDataset("washington-dc");
if (missing) console.warn("The dataset washington-dc is not built: its two windows are not scanned.");

const day = 86_400;
const secondsOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;

describe.skipIf(missing)("Washington DC, both windows (skipped where the dataset is not built)", () => {
  const windows = [
    { last: "2015-10-10", studyDays: 30, total: 11_355, top: [30, 13, 7, 2] },
    { last: "2016-08-15", studyDays: 38, total: 21_965, top: [323, 126, 7, 17] },
  ];
  test.each(windows)(
    "up to $last: the cluster that the README reports",
    async ({ last, studyDays, total, top }) => {
      const { handle, manifest } = openFolder("washington-dc");
      const result = await computeClusters(
        {
          handle,
          params: { ...defaultParams(params), studyDays, replications: 199 },
          filters: { ...noFilters, time: [0, secondsOf(last) + day - 1] },
          areas: await areasOf(handle),
          asOf: Date.parse(`${manifest.asOf}Z`) / 1000,
          dataVersion: manifest.dataVersion,
        },
        localEngine,
        { signal: new AbortController().signal, onProgress: () => {} },
      );
      if (!result) throw new Error("there are no areas");
      const [first] = clusterRows(result);
      expect(result.output.total[0]).toBe(total);
      expect([first?.observed, Math.round(first?.expected ?? 0), first?.days, first?.members.length]).toEqual(top);
      expect(first?.p).toBeLessThan(0.05);
    },
    120_000,
  );
});
