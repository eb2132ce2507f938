import { expect, test } from "vitest";
import { createSteadyClock, zonedSeconds } from "./wall-clock.ts";

function sources(start: number) {
  const state = { date: start, tick: 0 };
  const pass = (milliseconds: number) => {
    state.date += milliseconds;
    state.tick += milliseconds;
  };
  return { state, pass, clock: createSteadyClock({ date: () => state.date, tick: () => state.tick }) };
}

test("the clock runs with the ticks", () => {
  const { pass, clock } = sources(1_000_000);
  pass(2500);
  expect(clock.now()).toBe(1_002_500);
  expect(clock.jumped()).toBe(0);
});

test("a computer's date that is set is noticed once, and followed where no server tells the time", () => {
  const { state, pass, clock } = sources(1_000_000);
  state.date += 3_600_000;
  expect(clock.jumped()).toBe(3_600_000);
  expect(clock.jumped()).toBe(0);
  pass(1000);
  expect(clock.now()).toBe(1_000_000 + 3_601_000);
});

test("a server's time is kept whatever happens to the computer's date", () => {
  const { state, clock } = sources(1_000_000);
  clock.hear(9_000_000);
  expect(clock.now()).toBe(9_000_000);
  expect(clock.jumped()).toBe(-8_000_000);
  expect(clock.jumped()).toBe(0);
  state.date -= 3_600_000;
  expect(clock.jumped()).toBe(-3_600_000);
  expect(clock.now()).toBe(9_000_000);
});

test("a server's time within two seconds leaves the clock as it is", () => {
  const { clock } = sources(1_000_000);
  clock.hear(1_001_500);
  expect(clock.now()).toBe(1_000_000);
});

test("the wall clock of Shanghai is eight hours ahead, that of London one in summer", () => {
  const noon = Date.UTC(2024, 6, 1, 12);
  expect(zonedSeconds(noon, "Asia/Shanghai")).toBe(Date.UTC(2024, 6, 1, 20) / 1000);
  expect(zonedSeconds(noon, "Europe/London")).toBe(Date.UTC(2024, 6, 1, 13) / 1000);
  expect(zonedSeconds(Date.UTC(2024, 0, 1), "UTC")).toBe(Date.UTC(2024, 0, 1) / 1000);
});
