/** A span of an axis: from, and up to but without to. */
export type Span = readonly [from: number, to: number];

/** What a drag takes hold of. */
export type Grip = "new" | "move" | "from" | "to";

/** An axis on the screen. */
export interface Axis {
  readonly bounds: Span;
  readonly widthPx: number;
}

/** How spans of an axis may lie: inside the bounds, on multiples of the step. */
export interface BrushRule {
  readonly bounds: Span;
  readonly step: number;
}

export const toPx = (value: number, { bounds: [from, to], widthPx }: Axis) => ((value - from) / (to - from)) * widthPx;
export const toValue = (px: number, { bounds: [from, to], widthPx }: Axis) => from + (px / widthPx) * (to - from);

/** What the pointer takes hold of at a place: an edge within reach, else the inside, else nothing yet. */
export function gripAt(px: number, span: Span | null, axis: Axis, reachPx = 6): Grip {
  if (!span) return "new";
  const [from, to] = [toPx(span[0], axis), toPx(span[1], axis)];
  const [toFrom, toTo] = [Math.abs(px - from), Math.abs(px - to)];
  if (Math.min(toFrom, toTo) <= reachPx) return toFrom < toTo || (toFrom === toTo && px < from) ? "from" : "to";
  return px > from && px < to ? "move" : "new";
}

interface Drag {
  readonly grip: Grip;
  /** Where the drag began, as a value. */
  readonly start: number;
  /** The span when it began. */
  readonly span: Span | null;
}

/** The span that a drag from its start to `value` makes. Edges may cross; a span is never shorter than a step. */
export function dragSpan({ grip, start, span }: Drag, value: number, rule: BrushRule): Span {
  if (grip === "move" && span) return moveSpan(span, value - start, rule);
  const fixed = grip === "from" ? span?.[1] : grip === "to" ? span?.[0] : undefined;
  if (fixed !== undefined) {
    const moved = clamp(Math.round(value / rule.step) * rule.step, rule.bounds);
    if (moved === fixed)
      return grip === "from" ? widen(fixed - rule.step, fixed, rule) : widen(fixed, fixed + rule.step, rule);
    return [Math.min(moved, fixed), Math.max(moved, fixed)];
  }
  return widen(Math.min(start, value), Math.max(start, value), rule);
}

/** A span moved as a whole by about `by`, kept as long as it is and inside the bounds. */
export function moveSpan([from, to]: Span, by: number, { bounds, step }: BrushRule): Span {
  const length = to - from;
  const wanted = from + Math.round(by / step) * step;
  const moved = Math.max(bounds[0], Math.min(bounds[1] - length, wanted));
  return [moved, moved + length];
}

/** The smallest span on steps that holds both values, at least one step long. */
function widen(low: number, high: number, { bounds, step }: BrushRule): Span {
  const from = Math.floor(low / step) * step;
  const to = Math.max(Math.ceil(high / step) * step, from + step);
  return [clamp(from, [bounds[0], bounds[1] - step]), clamp(to, [bounds[0] + step, bounds[1]])];
}

/** What a key does to a span: arrows by a step, page keys by ten, Home and End to the bounds; `null` for other keys. */
export function nudgeSpan(span: Span, grip: Exclude<Grip, "new">, key: string, rule: BrushRule): Span | null {
  const by = keyDistance(key, rule);
  if (by === null) return null;
  if (grip === "move") return moveSpan(span, by, rule);
  const [from, to] = span;
  if (grip === "from") return [clamp(from + by, [rule.bounds[0], to - rule.step]), to];
  return [from, clamp(to + by, [from + rule.step, rule.bounds[1]])];
}

function keyDistance(key: string, { bounds, step }: BrushRule): number | null {
  const whole = bounds[1] - bounds[0];
  const distances: Readonly<Record<string, number>> = {
    ArrowLeft: -step,
    ArrowDown: -step,
    ArrowRight: step,
    ArrowUp: step,
    PageDown: -10 * step,
    PageUp: 10 * step,
    Home: -whole,
    End: whole,
  };
  return distances[key] ?? null;
}

function clamp(value: number, [low, high]: Span): number {
  return Math.max(low, Math.min(high, value));
}
