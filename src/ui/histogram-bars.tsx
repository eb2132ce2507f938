import { useLayoutEffect, useMemo, useRef } from "react";
import { type Axis, type Span, toPx } from "./brush.ts";
import { useTheme } from "./use-theme.ts";

interface BarsProps {
  /** Ascending; bin i is [edges[i], edges[i + 1]). */
  readonly edges: Float64Array;
  readonly counts: ArrayLike<number>;
  readonly highest: number;
  readonly axis: Axis;
  readonly heightPx: number;
  /** Bars outside are pale; `null` has none outside. */
  readonly span: Span | null;
}

/**
 * The bars, painted by the processor: thousands of them as shapes of the page are drawn anew with every move of the brush,
 * which costs more than all else on a machine without a graphics card.
 */
export function HistogramBars(props: BarsProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  useLayoutEffect(() => {
    const context = ref.current?.getContext("2d", { willReadFrequently: true });
    if (context && props.axis.widthPx > 0) paintBars(context, props, colours);
  }, [props, colours]);
  return <canvas ref={ref} />;
}

interface Colours {
  readonly inside: string;
  readonly outside: string;
}

/** Asked once for each theme: asking at every move has the page's styles computed before their time. */
function useColours(): Colours {
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides what the page's styles are.
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return { inside: style.getPropertyValue("--data"), outside: style.getPropertyValue("--data-off") };
  }, [theme]);
}

function paintBars(
  context: CanvasRenderingContext2D,
  { edges, counts, highest, axis, heightPx, span }: BarsProps,
  { inside, outside }: Colours,
) {
  const { canvas } = context;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(axis.widthPx * ratio), Math.round(heightPx * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, { width, height });
    canvas.style.width = `${axis.widthPx}px`;
    canvas.style.height = `${heightPx}px`;
  }
  context.clearRect(0, 0, width, height);
  const device = (value: number) => Math.round(toPx(value, axis) * ratio);
  const draw = (from: number, to: number, colour: string) => {
    context.save();
    context.beginPath();
    context.rect(from, 0, to - from, height);
    context.clip();
    context.fillStyle = colour;
    for (let i = 0; i + 1 < edges.length; i++) {
      const count = counts[i] ?? 0;
      const left = device(edges[i] ?? 0);
      const right = device(edges[i + 1] ?? 0);
      if (count === 0 || right < from || left > to) continue;
      const gap = right - left >= 4 * ratio ? ratio : 0;
      const tall = Math.max(ratio, (count / highest) * (height - ratio));
      context.fillRect(left, height - tall, Math.max(1, right - left - gap), tall);
    }
    context.restore();
  };
  if (!span) return draw(0, width, inside);
  const [from, to] = [device(span[0]), device(span[1])];
  draw(0, from, outside);
  draw(to, width, outside);
  draw(from, to, inside);
}
