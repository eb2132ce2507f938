import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { miniAreas, miniCases, miniMeta } from "../scripts/dataset/mini-town.test-data.ts";
import type { RawTable } from "../scripts/dataset/types.ts";
import { createDatasetWriter } from "../scripts/dataset/writer.ts";
import { indicatorCodes } from "../src/analyses/scorecard/kernel/indicators.ts";
import { computeScorecard, figureOf } from "../src/analyses/scorecard/view/compute.ts";
import { settingsOf } from "../src/analyses/scorecard/view/settings.ts";
import { noFilters } from "../src/domain/filters.ts";
import { areasOf, localEngine, openDataset } from "./support/open-folder.ts";

let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "wangge-scorecard-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** The scorecard of a hand-made town with these cases and, where given, this log. */
async function scorecardOf(name: string, cases: RawTable, events?: RawTable) {
  const folder = join(root, name);
  const writer = await createDatasetWriter(folder, miniMeta);
  await writer.add("areas", miniAreas);
  await writer.add("cases", cases);
  if (events) await writer.add("case_events", events);
  await writer.finish();
  const { handle, manifest } = openDataset(folder);
  const areas = await areasOf(handle);
  const table = areas.get("duty_grid");
  if (!table) throw new Error("no grids");
  const asOf = Date.parse(`${manifest.asOf}Z`) / 1000;
  const input = { handle, areas, table, filters: noFilters, asOf, years: 1, dataVersion: manifest.dataVersion };
  const context = { signal: new AbortController().signal, onProgress: () => {} };
  return computeScorecard({ ...input, settings: settingsOf({ analyses: {} }) }, localEngine, context);
}

const { closed_at: _, source: __, ...bare } = miniCases;

test("data with nothing but reports say nothing of all else: not assessed, neither 0 nor 100 %", async () => {
  const result = await scorecardOf("bare", bare);
  const assessed = indicatorCodes.filter((code) => figureOf(result, code, 0) !== null);
  expect(assessed).toEqual(["report_count", "valid_report_rate"]);
  expect(figureOf(result, "valid_report_rate", 0)).toMatchObject({ of: 6, over: 6 });
});

test("a log's verifications make the share verified in time: by its own limit, else within 30 minutes", async () => {
  const result = await scorecardOf("log", bare, {
    case_id: ["c1", "c1", "c2", "c3", "c4"],
    seq: [1, 2, 1, 1, 1],
    stage: ["verify", "verify", "verify", "verify", "discover"],
    action: ["forward", "forward", "forward", "forward", "forward"],
    // c1 after 20 minutes and once more, c2 after 50, c3 after 50 of 60 that the log allows.
    at: [
      "2024-02-01 00:19:59",
      "2024-02-02 09:00:00",
      "2024-02-01 00:50:00",
      "2024-01-03 08:50:00",
      "2024-02-29 12:30:00",
    ],
    limit_s: [null, null, null, 3600, null],
  });
  expect(figureOf(result, "in_time_verify_rate", 0)).toMatchObject({ of: 2, over: 3 });
});
