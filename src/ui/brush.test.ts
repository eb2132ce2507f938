import fc from "fast-check";
import { expect, test } from "vitest";
import { dragSpan, type Grip, gripAt, moveSpan, nudgeSpan, type Span } from "./brush.ts";

const rule = { bounds: [0, 100], step: 10 } as const;
const axis = { bounds: [0, 100], widthPx: 200 } as const;

test("a drag on an empty axis makes the span of the steps it touches", () => {
  expect(dragSpan({ grip: "new", start: 23, span: null }, 48, rule)).toEqual([20, 50]);
  expect(dragSpan({ grip: "new", start: 48, span: null }, 23, rule)).toEqual([20, 50]);
  expect(dragSpan({ grip: "new", start: 23, span: null }, 24, rule)).toEqual([20, 30]);
});

test("a span moves as a whole and stops at the bounds", () => {
  expect(dragSpan({ grip: "move", start: 35, span: [20, 50] }, 52, rule)).toEqual([40, 70]);
  expect(dragSpan({ grip: "move", start: 35, span: [20, 50] }, 200, rule)).toEqual([70, 100]);
  expect(moveSpan([20, 50], -80, rule)).toEqual([0, 30]);
});

test("an edge may cross the other, and a span keeps at least one step", () => {
  expect(dragSpan({ grip: "to", start: 50, span: [20, 50] }, 71, rule)).toEqual([20, 70]);
  expect(dragSpan({ grip: "from", start: 20, span: [20, 50] }, 78, rule)).toEqual([50, 80]);
  expect(dragSpan({ grip: "from", start: 20, span: [20, 50] }, 49, rule)).toEqual([40, 50]);
  expect(dragSpan({ grip: "to", start: 50, span: [20, 50] }, 21, rule)).toEqual([20, 30]);
});

test("the pointer takes an edge within reach, else the inside", () => {
  const span: Span = [20, 50];
  expect([0, 36, 44, 70, 95, 105, 150].map((px) => gripAt(px, span, axis))).toEqual([
    "new",
    "from",
    "from",
    "move",
    "to",
    "to",
    "new",
  ]);
  expect(gripAt(70, null, axis)).toBe("new");
});

test("keys move an edge by a step, and never past the other", () => {
  expect(nudgeSpan([20, 50], "from", "ArrowRight", rule)).toEqual([30, 50]);
  expect(nudgeSpan([40, 50], "from", "ArrowRight", rule)).toEqual([40, 50]);
  expect(nudgeSpan([20, 50], "to", "End", rule)).toEqual([20, 100]);
  expect(nudgeSpan([20, 50], "move", "ArrowLeft", rule)).toEqual([10, 40]);
  expect(nudgeSpan([20, 50], "move", "a", rule)).toBeNull();
});

test("whatever is dragged, the span lies on steps, inside the bounds, and holds at least one step", () => {
  const step = fc.integer({ min: 0, max: 10 }).map((n) => n * 10);
  const spans = fc.tuple(step, step).filter(([a, b]) => a < b);
  const grips = fc.constantFrom<Grip>("new", "move", "from", "to");
  const value = fc.double({ min: -50, max: 150, noNaN: true });
  const inside = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(grips, spans, inside, value, (grip, span, start, to) => {
      const [low, high] = dragSpan({ grip, start, span }, to, rule);
      expect(low % 10 === 0 && high % 10 === 0 && low >= 0 && high <= 100 && high - low >= 10).toBe(true);
    }),
    { seed: 5, numRuns: 500 },
  );
});
