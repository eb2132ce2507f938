import { expect, test } from "vitest";
import { createFormat } from "../../../i18n/format.ts";
import { createTexts } from "../../../i18n/texts.ts";
import type { TravelResult } from "../../../state/travel.ts";
import { parsed } from "../../../state/travel-settings.ts";
import { messages } from "./messages.ts";
import { warningsOf } from "./words.ts";

/** The parts of a result that warnings are made from. */
function resultOf(changed: {
  stations?: readonly number[];
  places?: readonly number[];
  minutes?: readonly number[];
  roads?: readonly number[];
}): TravelResult {
  const { stations = [5], places = [5], minutes = [3], roads = [1, 0, 9] } = changed;
  const part = {
    output: {
      stationSnapMetres: Float64Array.from(stations),
      placeSnapMetres: Float64Array.from(places),
      placeMinutes: Float64Array.from(minutes),
      roads: Float64Array.from(roads),
    },
    places: { placeLon: new Float64Array(places.length) },
    input: { settings: parsed({}) },
    by: "building",
  };
  // Nothing else of a result is read by warnings.
  return part as unknown as TravelResult;
}

const said = (locale: "en" | "zh-CN", result: TravelResult) =>
  warningsOf(result, { t: createTexts(messages, locale), format: createFormat(locale) });

test("a sound network is not warned of", () => {
  expect(said("en", resultOf({}))).toEqual([]);
});

test("roads that do not connect are said with their share", () => {
  const result = resultOf({ roads: [3, 0.125, 40] });
  expect(said("en", result)).toEqual([expect.stringMatching(/not connected: 3 pieces, 12\.5% of the length/)]);
  expect(said("zh-CN", result)).toEqual([expect.stringMatching(/分成 3 片，12\.5% 的长度/)]);
});

test("stations off the network and far from it are counted, with the farthest", () => {
  const result = resultOf({ stations: [10, 301, 640, Infinity] });
  const [off = "", far = ""] = said("en", result);
  expect(off).toMatch(/^1 station is over 1 km from any road and left out/);
  expect(far).toMatch(/^2 stations are over 300 m from any road \(up to 640 m\)/);
});

test("places off the network, far from it, and out of reach are counted apart", () => {
  const result = resultOf({ places: [400, Infinity, 2], minutes: [4, Number.NaN, Infinity] });
  const texts = said("en", result);
  expect(texts).toHaveLength(3);
  expect(texts.join(" ")).toMatch(/1 place is over 1 km .*1 place is over 300 m .*1 place cannot be reached/);
});
