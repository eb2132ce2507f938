import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { noDayKnown } from "../../lib/scan/town.ts";
import { params } from "./kernel/params.ts";
import { replayDays } from "./kernel/replay-days.ts";
import { type Input, run } from "./kernel.ts";

const days = 120;
const side = 6;
const settings = { ...defaultParams(params), studyDays: 28, replications: 99, leastCases: 2 };

/** Cases of two kinds at random, and 25 of the second kind in one area on the days 110 to 112. */
function town({ planted = true } = {}): Input {
  const random = createRandom(3, "warning");
  const cases = Array.from({ length: 2400 }, () => [random.below(side * side), random.below(days), random.below(2)]);
  if (planted) for (let i = 0; i < 25; i++) cases.push([8, 110 + (i % 3), 1]);
  const column = (at: number) => Uint32Array.from(cases, (one) => one[at] ?? 0);
  return {
    area: column(0),
    day: Int32Array.from(column(1)),
    series: column(2),
    seriesCount: Uint32Array.of(2),
    x: Float64Array.from({ length: side * side }, (_, a) => 300 * (a % side)),
    y: Float64Array.from({ length: side * side }, (_, a) => 300 * Math.floor(a / side)),
    span: Int32Array.of(0, days - 1),
    replay: new Int32Array(0),
  };
}

const found = (input: Input, changed = {}) => drain(run(input, { ...settings, ...changed }));

describe("a replay", () => {
  test("finds a planted outbreak on its first days, in its area, with what was known then", () => {
    const out = found(town());
    const cluster = out.day.findIndex(
      (day, row) => day >= 110 && (out.series[row] ?? 0) < 0 && (out.p[row] ?? 1) < 0.02,
    );
    expect(out.day[cluster]).toBeLessThanOrEqual(111);
    expect([...out.member.slice(out.start[cluster], out.start[cluster + 1])]).toContain(8);
    const series = out.day.findIndex((day, row) => day >= 110 && out.series[row] === 1);
    expect(out.day[series]).toBeLessThanOrEqual(112);
  });

  test("does not see tomorrow: days before the outbreak are as without it", () => {
    const until = { replay: Int32Array.of(90, 109) };
    expect(found({ ...town(), ...until })).toEqual(found({ ...town({ planted: false }), ...until }));
  });

  test("is the same however its days are divided among workers", () => {
    const input = town();
    const whole = found({ ...input, replay: Int32Array.of(100, 119) });
    const parts = [
      found({ ...input, replay: Int32Array.of(100, 110) }),
      found({ ...input, replay: Int32Array.of(111, 119) }),
    ];
    for (const name of ["day", "since", "observed", "p", "q", "member"] as const) {
      expect(parts.flatMap((part) => [...part[name]])).toEqual([...whole[name]]);
    }
  });
});

describe("bad input", () => {
  test("a short history replays nothing", () => {
    expect(replayDays([0, 20], settings)).toEqual([27, 20]);
    const out = found({ ...town(), span: Int32Array.of(0, 20) });
    expect([out.day.length, out.replayed.length]).toEqual([0, 0]);
  });

  test("one area has series, and no clusters", () => {
    const input = town();
    const out = found({ ...input, x: Float64Array.of(0), y: Float64Array.of(0), area: input.area.map(() => 0) });
    expect([...out.series].every((series) => series >= 0)).toBe(true);
  });

  test("no cases at all: every day is absent, and nothing is found", () => {
    const none = { area: new Uint32Array(), day: new Int32Array(), series: new Uint32Array() };
    const out = found({ ...town(), ...none });
    expect(out.day).toHaveLength(0);
    expect(out.absent.length).toBe((out.replayed[1] ?? 0) - (out.replayed[0] ?? 0) + 1);
  });

  test("all cases on one day are no alert", () => {
    const input = town({ planted: false });
    expect(found({ ...input, day: input.day.map(() => 119) }).series.every((series) => series >= 0)).toBe(true);
  });

  test("a day without data is absent, and the next day is no alarm for it", () => {
    const input = town({ planted: false });
    const before = found(input);
    const out = found({ ...input, day: input.day.map((day) => (day === 115 ? 60 : day)) });
    expect([...out.absent]).toEqual([115]);
    expect(out.day).not.toContain(115);
    expect(out.day.filter((day) => day > 115).length).toBeLessThanOrEqual(
      before.day.filter((day) => day > 115).length + 2,
    );
  });

  test("cases without a day or with a negative one, without an area and of the future are counted", () => {
    const input = town();
    input.day.set([noDayKnown, 400, -3]);
    input.area.set([0, 0, 0, 99]);
    const out = found(input);
    expect([out.noDay[0], out.future[0], out.noArea[0]]).toEqual([2, 1, 1]);
  });
});
