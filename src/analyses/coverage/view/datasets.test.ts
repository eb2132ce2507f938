import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coverageOf } from "../../../../test/support/coverage-of.ts";
import { hasDataset } from "../../../../test/support/open-folder.ts";
import { LiveCity } from "./live.ts";
import { depthPictureOf, repainted, windowOf } from "./paint.ts";
import { spotsOf } from "./picture.ts";
import { readingOf } from "./reading.ts";
import { worstPlaces } from "./worst-places.ts";

interface Truth {
  readonly blindSpots: {
    readonly areas: readonly { readonly cells: readonly string[] }[];
    readonly keyPlaces: readonly { readonly facility_id: string }[];
  };
}

const noSample = !hasDataset("sample");
if (noSample) console.warn("The sample town has not been built into public/data: its coverage is not tested.");

describe.skipIf(noSample)("the sample town", () => {
  test("its planted blind spots are the top gaps, and its planted blind places come first", async () => {
    const result = await coverageOf("sample");
    const truth: Truth = JSON.parse(readFileSync(join(result.folder, "truth.json"), "utf8"));
    const planted = truth.blindSpots.areas.map(({ cells }) => new Set(cells));
    const ids = result.input.areas?.ids ?? [];
    const found = spotsOf(result)
      .slice(0, planted.length)
      .map(({ rows }) => planted.findIndex((cells) => rows.filter((row) => cells.has(ids[row] ?? "")).length >= 4));
    expect(found.toSorted()).toEqual([...planted.keys()]);

    const live = new LiveCity(result);
    const worst = worstPlaces(result, live.figures(result), live);
    const hidden = new Set(truth.blindSpots.keyPlaces.map((place) => place.facility_id));
    const inOrder = worst.map(({ place }) => result.city.facilities.ids[result.places[place] ?? -1] ?? "");
    const first = inOrder.slice(0, hidden.size).filter((id) => hidden.has(id)).length;
    expect(first / hidden.size).toBeGreaterThanOrEqual(0.7);
    const blind = new Set(inOrder.filter((_, i) => worst[i]?.seen === 0));
    expect([...hidden].filter((id) => blind.has(id)).length).toBeGreaterThanOrEqual(hidden.size - 1);
  });

  test("figures on the page equal the worker's, and switching a camera off and on is undone exactly", async () => {
    const result = await coverageOf("sample");
    const live = new LiveCity(result);
    const before = live.figures(result);
    const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
    expect(before.streetSeen[0]).toBeCloseTo(sum(result.output.streetSeen), 6);
    expect(before.seenM2).toBeCloseTo(sum(result.output.areaSeenM2), 6);
    before.placeSeen.forEach((share, place) => {
      expect(share * (result.output.placeTotal[place] ?? 0)).toBeCloseTo(result.output.placeSeen[place] ?? 0, 6);
    });
    const window = windowOf(live, null);
    const picture = depthPictureOf(live, window);
    const [camera = 0] = readingOf(result).single;
    live.set(camera, false);
    const off = repainted(live, picture, camera);
    const after = live.figures(result);
    const lost = before.seenM2 - after.seenM2;
    expect(lost).toBeGreaterThan(0);
    // The page follows in cells, the worker measures along lines.
    expect(lost).toBeLessThanOrEqual((result.output.cameraOnlyM2[camera] ?? 0) * 1.001);
    expect(Buffer.compare(off.codes, depthPictureOf(live, window).codes)).toBe(0);
    live.set(camera, true);
    expect(live.figures(result)).toEqual(before);
    expect(Buffer.compare(repainted(live, off, camera).codes, picture.codes)).toBe(0);
  });

  test("a camera switched off goes dark in the worker as on the page", async () => {
    const result = await coverageOf("sample");
    const [camera = 0] = readingOf(result).single;
    const without = await coverageOf("sample", { off: result.city.cameras.ids[camera] ?? "" });
    expect(without.output.cameraRole[camera]).toBe(0);
    expect(readingOf(without).out).toBe(readingOf(result).out + 1);
  });
});

const noWashington = !hasDataset("washington-dc");
if (noWashington) console.warn("Washington, DC has not been built into public/data: its coverage is not tested.");

describe.skipIf(noWashington)("Washington, DC", () => {
  test("has 1,255 cameras, and says what is assumed of them", async () => {
    const result = await coverageOf("washington-dc");
    const reading = readingOf(result);
    expect(reading.cameras).toBe(1255);
    expect(reading.assumedCameras).toBe(1255);
    const assumed = new Map(reading.assumed);
    expect(assumed.get("hfov")).toBe(1255);
    expect(assumed.get("mountHeight")).toBe(1255);
    expect(reading.always + reading.turning + reading.out).toBe(1255);
  });
});
