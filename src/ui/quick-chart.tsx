import { useEffect, useId, useState } from "react";
import "./quick-chart.css";
import { evenTicks, scaleOf } from "./scatter-scale.ts";
import { useWidth } from "./use-width.ts";

export interface ChartBar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

interface ChartBarsProps {
  readonly label: string;
  /** What the bars are long by, with its unit. */
  readonly title: string;
  readonly bars: readonly ChartBar[];
}

/** Zero-based bars with their values; below zero they go left. */
export function ChartBars({ label, title, bars }: ChartBarsProps) {
  const values = bars.map(({ value }) => value).filter(Number.isFinite);
  const least = Math.min(0, ...values);
  const span = Math.max(0, ...values) - least || 1;
  const share = (value: number) => `${(100 * value) / span}%`;
  return (
    <figure className="chart-bars" aria-label={label}>
      <figcaption>{title}</figcaption>
      <ol>
        {bars.map(({ name, value, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own, and stay in their order
          <li key={i}>
            <span className="chart-bars-name" title={name}>
              {name}
            </span>
            <span className="chart-bars-track">
              {Number.isFinite(value) && (
                <span style={{ left: share(Math.min(0, value) - least), width: share(Math.abs(value)) }} />
              )}
            </span>
            <span className="chart-bars-value">{text}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

interface ChartLineProps {
  readonly label: string;
  readonly titles: { readonly x: string; readonly y: string };
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

const leastPx = 180;
const margin = { top: 28, right: 20, bottom: 44, left: 56 };

/** At most so many of the values, evenly chosen from the first on, each once. */
function someOf(values: readonly number[], most: number): number[] {
  const distinct = [...new Set(values)];
  const step = Math.ceil(distinct.length / most);
  return distinct.filter((_, i) => i % step === 0);
}

/** A line through points from left to right; where a value is missing it breaks. */
export function ChartLine({ label, titles, x, y, formatX, formatY }: ChartLineProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [heightPx, setHeight] = useState(leastPx);
  useEffect(() => {
    const figure = ref.current;
    if (!figure) return;
    const observer = new ResizeObserver(() => setHeight(Math.max(leastPx, figure.clientHeight)));
    observer.observe(figure);
    return () => observer.disconnect();
  }, [ref]);
  const clip = useId();
  const order = Array.from(x.keys()).toSorted((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
  const scale = scaleOf({ x, y: Float64Array.of(0, ...y) }, { width, height: heightPx, margin });
  const { left, right, top, bottom, px, py } = scale;
  let drawing = false;
  const path = order.map((i) => {
    const [vx, vy] = [x[i] ?? Number.NaN, y[i] ?? Number.NaN];
    const known = !Number.isNaN(vx + vy);
    const step = known ? `${drawing ? "L" : "M"}${px(vx).toFixed(1)} ${py(vy).toFixed(1)}` : "";
    drawing = known;
    return step;
  });
  return (
    <figure className="chart-line" ref={ref} aria-label={label}>
      {width > 0 && (
        <svg width={width} height={heightPx} role="img" aria-label={label}>
          <clipPath id={clip}>
            <rect x={left} y={top} width={Math.max(0, right - left)} height={bottom - top} />
          </clipPath>
          {evenTicks(scale.y, 4).map((value) => (
            <g key={value}>
              <path className="chart-line-grid" d={`M${left} ${py(value)}H${right}`} />
              <text x={left - 8} y={py(value) + 4} textAnchor="end">
                {formatY(value)}
              </text>
            </g>
          ))}
          {someOf(
            order.map((i) => x[i] ?? 0),
            Math.max(2, Math.floor(width / 110)),
          ).map((value) => (
            <text key={value} x={px(value)} y={bottom + 18} textAnchor="middle">
              {formatX(value)}
            </text>
          ))}
          <path className="chart-line-axis" d={`M${left} ${bottom}H${right}`} />
          <path className="chart-line-path" d={path.join("")} clipPath={`url(#${clip})`} />
          {order.length <= 60 &&
            order.map((i) => (
              <circle key={i} cx={px(x[i] ?? 0)} cy={py(y[i] ?? Number.NaN) || 0} r={Number.isNaN(y[i]) ? 0 : 3} />
            ))}
          <text className="chart-line-title" x={0} y={14}>
            {titles.y}
          </text>
          <text className="chart-line-title" x={right} y={bottom + 36} textAnchor="end">
            {titles.x}
          </text>
        </svg>
      )}
    </figure>
  );
}
