import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from "react";
import { type Axis, dragSpan, type Grip, gripAt, nudgeSpan, type Span, toPx, toValue } from "./brush.ts";
import "./histogram.css";
import { HistogramBars } from "./histogram-bars.tsx";
import { useFrameThrottle } from "./use-frame.ts";
import { useWidth } from "./use-width.ts";

/** A mark on the axis; major ones are set stronger. */
export interface Tick {
  readonly at: number;
  readonly label: string;
  readonly major?: boolean;
}

export interface HistogramProps {
  /** What is counted, with its unit. */
  readonly label: string;
  /** Ascending; bin i is [edges[i], edges[i + 1]). */
  readonly edges: Float64Array;
  readonly counts: ArrayLike<number>;
  readonly span: Span | null;
  /** Brushed spans lie on multiples of it. */
  readonly step: number;
  readonly onSpan: (span: Span | null) => void;
  /** The same while a pointer drags, at most once a frame. */
  readonly onDrag: (span: Span | null) => void;
  readonly ticks: (axis: Axis) => readonly Tick[];
  /** The highest bin's value, written at the top of its axis. */
  readonly formatCount: (count: number) => string;
  readonly formatEdge: (value: number) => string;
  readonly texts: { readonly from: string; readonly to: string; readonly window: string };
}

const heightPx = 40;

/** A histogram with a brush: drag to make a window, to move it or an edge; arrows do the same; double click clears. */
export function Histogram(props: HistogramProps) {
  const { label, edges, counts, span, ticks, formatCount } = props;
  const [ref, widthPx] = useWidth<HTMLDivElement>();
  const axis = useMemo<Axis>(() => ({ bounds: [edges[0] ?? 0, edges.at(-1) ?? 1], widthPx }), [edges, widthPx]);
  const highest = useMemo(() => Array.from(counts).reduce((most, count) => Math.max(most, count), 1), [counts]);
  const marks = useMemo(() => (widthPx > 0 ? ticks(axis) : []), [ticks, axis, widthPx]);
  return (
    <figure className="histogram" aria-label={label}>
      <span className="histogram-top" aria-hidden="true">
        {formatCount(highest)}
      </span>
      <div className="histogram-plot" ref={ref}>
        <HistogramBars edges={edges} counts={counts} highest={highest} axis={axis} heightPx={heightPx} span={span} />
        <Brush {...props} axis={axis} />
        <div className="histogram-axis" aria-hidden="true">
          {marks.map((tick) => (
            <span
              key={tick.at}
              className={tick.major ? "tick tick-major" : "tick"}
              style={{ left: toPx(tick.at, axis) }}
            >
              {tick.label}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}

interface Holding {
  readonly grip: Grip;
  readonly start: number;
  readonly startPx: number;
  readonly span: Span | null;
}

function Brush({ axis, span, step, onSpan, onDrag, formatEdge, texts }: HistogramProps & { readonly axis: Axis }) {
  const holding = useRef<Holding | null>(null);
  const set = useFrameThrottle(onDrag);
  const rule = { bounds: axis.bounds, step };

  function pxOf(event: PointerEvent<HTMLDivElement>): number {
    return event.clientX - event.currentTarget.getBoundingClientRect().left;
  }
  function begin(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const px = pxOf(event);
    holding.current = { grip: gripAt(px, span, axis), start: toValue(px, axis), startPx: px, span };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function move(event: PointerEvent<HTMLDivElement>) {
    const px = pxOf(event);
    const held = holding.current;
    if (!held) {
      event.currentTarget.dataset.grip = gripAt(px, span, axis);
      return;
    }
    if (held.grip === "new" && Math.abs(px - held.startPx) < 3) return;
    set(dragSpan(held, toValue(px, axis), rule));
  }
  function nudge(grip: Exclude<Grip, "new">, event: KeyboardEvent) {
    const next = nudgeSpan(span ?? axis.bounds, grip, event.key, rule);
    if (!next) return;
    event.preventDefault();
    onSpan(next);
  }
  const end = () => {
    holding.current = null;
  };
  const [from, to] = span ?? axis.bounds;
  const handle = { axis, formatEdge, onKey: nudge };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the sliders in it are the keyboard's way
    <div
      className="brush"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onSpan(null)}
    >
      {span && <Handle {...handle} grip="move" label={texts.window} span={span} />}
      <Handle {...handle} grip="from" label={texts.from} span={[from, from]} />
      <Handle {...handle} grip="to" label={texts.to} span={[to, to]} />
    </div>
  );
}

interface HandleProps {
  readonly grip: Exclude<Grip, "new">;
  readonly label: string;
  /** The window, or an edge as an empty span. */
  readonly span: Span;
  readonly axis: Axis;
  readonly formatEdge: (value: number) => string;
  readonly onKey: (grip: Exclude<Grip, "new">, event: KeyboardEvent) => void;
}

function Handle({ grip, label, span: [from, to], axis, formatEdge, onKey }: HandleProps) {
  const left = toPx(from, axis);
  const text = {
    from: () => formatEdge(from),
    to: () => formatEdge(to - 1),
    move: () => `${formatEdge(from)} – ${formatEdge(to - 1)}`,
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={grip === "move" ? "brush-window" : "brush-edge"}
      aria-label={label}
      aria-valuemin={axis.bounds[0]}
      aria-valuemax={axis.bounds[1]}
      aria-valuenow={from}
      aria-valuetext={text[grip]()}
      style={grip === "move" ? { left, width: toPx(to, axis) - left } : { left }}
      onKeyDown={(event) => onKey(grip, event)}
    />
  );
}
