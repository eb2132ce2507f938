import { expect, test } from "vitest";
import { outcomes } from "../../domain/case-chunk.ts";
import { durationBin } from "../../domain/duration.ts";
import { createRandom } from "../../lib/random.ts";
import { durationBinOfSeconds, outcomeOf, statusRule } from "./outcome.ts";

const none = Number.NaN;
const asOf = 1000;
const named = (status: string, due: number, closedAt: number) =>
  outcomes[outcomeOf(statusRule(status), due, closedAt, asOf)];

test("a closed case is on time up to and including its limit", () => {
  expect(named("closed", 500, 500)).toBe("closed_on_time");
  expect(named("closed", 500, 501)).toBe("closed_late");
  expect(named("closed", none, 501)).toBe("closed_no_limit");
});

test("an open case is judged at the moment the data is complete to", () => {
  expect(named("handling", 1000, none)).toBe("open_in_time");
  expect(named("handling", 999, none)).toBe("open_overdue");
  expect(named("reported", none, none)).toBe("open_no_limit");
});

test("void and rejected cases are outside every rate, whatever their times say", () => {
  expect(named("void", 500, 400)).toBe("void");
  expect(named("rejected", 500, none)).toBe("void");
});

test("a closing time closes a case of any other status, and a closed case without one gets no verdict", () => {
  expect(named("checking", 500, 400)).toBe("closed_on_time");
  expect(named("3", none, 400)).toBe("closed_no_limit");
  expect(named("closed", 500, none)).toBe("closed_no_limit");
});

test("the duration bin of whole seconds is the bin of the formula, at every border and elsewhere", () => {
  const random = createRandom(7);
  const seconds = Array.from({ length: 20_000 }, () => Math.floor(2 ** (random.float() * 31)));
  for (let second = 0; second < 20_000; second++) seconds.push(second);
  for (const second of seconds)
    expect([second, durationBinOfSeconds(second)]).toEqual([second, durationBin(second / 3600)]);
});

test("missing and negative durations fall in bin 0, and the longest in the last", () => {
  expect([none, -5, 0].map(durationBinOfSeconds)).toEqual([0, 0, 0]);
  expect(durationBinOfSeconds(1e12)).toBe(durationBin(1e12 / 3600));
});
