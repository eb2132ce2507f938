import { expect, test } from "vitest";
import { eventActions } from "../../domain/process.ts";
import { stages } from "../../domain/vocabulary.ts";
import { orderEvents } from "./event-log.ts";
import { assessedSteps, clockOf, eventClock, type LogColumns, rolesOf } from "./log-columns.ts";
import { stageStates, stageTimes } from "./stage-times.ts";

const steps = ["discover", "register", "dispatch", "handle", "close"] as const;
const hour = 3600;
/** A Monday, 08:00. */
const monday = Date.UTC(2024, 0, 8, 8) / 1000;

type Step = readonly [stage: string, action: string, hours: number];

/** A log of cases whose events are at so many hours after a Monday 08:00. */
function logOf(cases: readonly (readonly Step[])[], more: Partial<LogColumns> = {}): LogColumns {
  const names = [...new Set(cases.flat().map(([stage, action]) => `${stage}.${action}`))];
  const rows = cases.flatMap((events, c) => events.map((event) => ({ c, event })));
  const { log } = orderEvents(
    {
      caseOf: Uint32Array.from(rows, ({ c }) => c),
      activity: Uint16Array.from(rows, ({ event: [stage, action] }) => names.indexOf(`${stage}.${action}`)),
      time: Uint32Array.from(rows, ({ event }) => monday + event[2] * hour),
    },
    cases.length,
  );
  return {
    ...log,
    activityStage: Int32Array.from(names, (name) => stages.findIndex((stage) => name.startsWith(`${stage}.`))),
    activityAction: Int32Array.from(names, (name) => eventActions.findIndex((action) => name.endsWith(`.${action}`))),
    voids: new Uint8Array(cases.length),
    arrived: new Float64Array(0),
    asOf: Float64Array.of(monday + 100 * hour),
    firstDay: Int32Array.of(0),
    isWorkday: new Uint8Array(0),
    ...more,
  };
}

function waitsOf(log: LogColumns, clock: "working" | "continuous" = "continuous") {
  const times = stageTimes(log, {
    step: log.activityStage.map((stage) => (stage < 0 ? -1 : steps.indexOf(stages[stage] as (typeof steps)[number]))),
    role: rolesOf(log),
    assessed: assessedSteps(log, steps),
    arrivalBefore: log.arrived.length > 0 ? 3 : -1,
    clock: eventClock(log, clock),
    toClock: clockOf(log, clock),
  });
  const named = ["never", "ended", "waiting"];
  return (c: number) =>
    Object.fromEntries(
      [...steps, "start"].flatMap((stage, s) => {
        const at = s * times.cases + c;
        const state = times.state[at];
        return state === stageStates.never ? [] : [[stage, `${times.seconds[at] / hour} ${named[state]}`]];
      }),
    );
}

const plain: Step[] = [
  ["discover", "forward", 0],
  ["register", "forward", 1],
  ["dispatch", "forward", 3],
  ["handle", "forward", 7],
  ["close", "forward", 8],
];

test("each wait belongs to the step that ends it; an open case still waits for the next", () => {
  const waits = waitsOf(logOf([plain, plain.slice(0, 3)]));
  expect(waits(0)).toEqual({ register: "1 ended", dispatch: "2 ended", handle: "4 ended", close: "1 ended" });
  expect(waits(1)).toEqual({ register: "1 ended", dispatch: "2 ended", handle: "97 waiting" });
});

test("a step that never occurs in the log is not waited for", () => {
  const waits = waitsOf(logOf([[plain[0], plain[4]], [plain[0]]]));
  expect(waits(0)).toEqual({ close: "8 ended" });
  expect(waits(1)).toEqual({ close: "100 waiting" });
});

test("returns and rework add to the wait for their step; suspensions take time out", () => {
  const events: Step[] = [
    ...plain.slice(0, 3),
    ["dispatch", "return", 4],
    ["dispatch", "forward", 6],
    ["handle", "suspend", 7],
    ["handle", "resume", 17],
    ["handle", "forward", 19],
    ["handle", "rework", 20],
    ["handle", "forward", 25],
    ["close", "forward", 26],
  ];
  const waits = waitsOf(logOf([events, plain]));
  expect(waits(0)).toEqual({ register: "1 ended", dispatch: "4 ended", handle: "9 ended", close: "2 ended" });
});

test("a case that is suspended now waits no longer than until then", () => {
  const waits = waitsOf(logOf([[...plain.slice(0, 3), ["handle", "suspend", 10]], plain]));
  expect(waits(0).handle).toBe("7 waiting");
});

test("the crew's arrival divides the wait for the step it comes for", () => {
  const arrived = Float64Array.of(monday + 5 * hour, Number.NaN, Number.NaN, monday + 50 * hour);
  const waits = waitsOf(logOf([plain, plain.slice(0, 3), plain, plain.slice(0, 3)], { arrived }));
  expect(waits(0)).toMatchObject({ start: "2 ended", handle: "2 ended" });
  expect(waits(1)).toMatchObject({ start: "97 waiting" });
  expect(waits(1).handle).toBeUndefined();
  expect(waits(2)).toMatchObject({ handle: "4 ended" });
  expect(waits(2).start).toBeUndefined();
  expect(waits(3)).toMatchObject({ start: "47 ended", handle: "50 waiting" });
});

test("office hours leave out the night", () => {
  const waits = waitsOf(logOf([[plain[0], ["close", "forward", 25]]]), "working");
  expect(waits(0)).toEqual({ close: "9 ended" });
});

test("void cases wait for nothing", () => {
  expect(waitsOf(logOf([plain], { voids: Uint8Array.of(1) }))(0)).toEqual({});
});
