import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import { evenTicks, nearestPoint, type PlotScale, scaleOf } from "./scatter-scale.ts";
import "./scatter.css";
import { useTheme } from "./use-theme.ts";
import { useWidth } from "./use-width.ts";

/** Points with two values each; a point without a colour is drawn pale. */
export interface ScatterPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly colours: readonly (string | null)[];
}

interface ScatterProps {
  readonly label: string;
  readonly points: ScatterPoints;
  /** A line through the point of both means. */
  readonly slope: number;
  readonly means: readonly [number, number];
  readonly titles: { readonly x: string; readonly y: string };
  /** Names of the corners: upper right, upper left, lower left, lower right. */
  readonly quadrants: readonly [string, string, string, string];
  readonly format: (value: number) => string;
  readonly hovered: number;
  readonly selected: number;
  readonly onHover: (row: number | null) => void;
  readonly onPick: (row: number) => void;
}

const heightPx = 232;
const margin = { top: 20, right: 8, bottom: 36, left: 40 };
const reachPx = 12;

/** A scatter plot with the line of its slope; pointing and choosing are shared with whoever else shows the rows. */
export function Scatter(props: ScatterProps) {
  const { label, points, onHover, onPick } = props;
  const [root, width] = useWidth<HTMLDivElement>();
  const scale = useMemo(() => scaleOf(points, { width, height: heightPx, margin }), [points, width]);
  const at = (event: PointerEvent) => {
    const { offsetX: px, offsetY: py } = event.nativeEvent;
    return nearestPoint(points, scale, { px, py, reachPx });
  };
  return (
    <div
      className="scatter"
      ref={root}
      style={{ height: heightPx }}
      onPointerMove={(event) => onHover(at(event))}
      onPointerLeave={() => onHover(null)}
      onPointerUp={(event) => {
        const row = at(event);
        if (row !== null) onPick(row);
      }}
    >
      <PointsCanvas points={points} scale={scale} width={width} />
      <svg width={width} height={heightPx} role="img" aria-label={label}>
        <Axes {...props} scale={scale} />
        <Mark row={props.selected} points={points} scale={scale} />
        <Mark row={props.hovered} points={points} scale={scale} />
      </svg>
    </div>
  );
}

interface Drawn {
  readonly points: ScatterPoints;
  readonly scale: PlotScale;
}

function Mark({ row, points, scale }: Drawn & { readonly row: number }) {
  const [x, y] = [points.x[row] ?? Number.NaN, points.y[row] ?? Number.NaN];
  if (Number.isNaN(x + y)) return null;
  return <circle className="scatter-mark" cx={scale.px(x)} cy={scale.py(y)} r={5} />;
}

function Axes({ scale, means, slope, titles, quadrants, format }: ScatterProps & { readonly scale: PlotScale }) {
  const { left, right, top, bottom, px, py } = scale;
  const [meanX, meanY] = [px(means[0]), py(means[1])];
  const lineAt = (x: number) => py(means[1] + slope * (x - means[0]));
  const [x0, x1] = scale.x;
  const [upperRight, upperLeft, lowerLeft, lowerRight] = quadrants;
  return (
    <>
      <clipPath id="scatter-inside">
        <rect x={left} y={top} width={Math.max(0, right - left)} height={bottom - top} />
      </clipPath>
      <path className="scatter-axis" d={`M${left} ${top}V${bottom}H${right}`} fill="none" />
      <path className="scatter-mean" d={`M${meanX} ${top}V${bottom}M${left} ${meanY}H${right}`} fill="none" />
      <path
        className="scatter-line"
        d={`M${px(x0)} ${lineAt(x0)}L${px(x1)} ${lineAt(x1)}`}
        clipPath="url(#scatter-inside)"
      />
      {evenTicks(scale.x, 5).map((value) => (
        <text key={value} x={px(value)} y={bottom + 14} textAnchor="middle">
          {format(value)}
        </text>
      ))}
      {evenTicks(scale.y, 4).map((value) => (
        <text key={value} x={left - 5} y={py(value) + 4} textAnchor="end">
          {format(value)}
        </text>
      ))}
      <text className="scatter-title" x={right} y={bottom + 31} textAnchor="end">
        {titles.x}
      </text>
      <text className="scatter-title" x={0} y={12}>
        {titles.y}
      </text>
      <text className="scatter-quadrant" x={right - 4} y={top + 12} textAnchor="end">
        {upperRight}
      </text>
      <text className="scatter-quadrant" x={left + 6} y={top + 12}>
        {upperLeft}
      </text>
      <text className="scatter-quadrant" x={left + 6} y={bottom - 6}>
        {lowerLeft}
      </text>
      <text className="scatter-quadrant" x={right - 4} y={bottom - 6} textAnchor="end">
        {lowerRight}
      </text>
    </>
  );
}

/** Points are painted, not elements: there may be a hundred thousand. */
function PointsCanvas({ points, scale, width }: Drawn & { readonly width: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const context = ref.current?.getContext("2d");
    if (!context || width === 0 || theme === undefined) return;
    const ratio = window.devicePixelRatio || 1;
    context.canvas.width = width * ratio;
    context.canvas.height = heightPx * ratio;
    context.scale(ratio, ratio);
    const pale = getComputedStyle(context.canvas).getPropertyValue("--data-off");
    paint(context, points, { scale, pale });
  }, [points, scale, width, theme]);
  return <canvas ref={ref} />;
}

function paint(
  context: CanvasRenderingContext2D,
  { x, y, colours }: ScatterPoints,
  { scale, pale }: { readonly scale: PlotScale; readonly pale: string },
): void {
  for (const strong of [false, true]) {
    for (let i = 0; i < x.length; i++) {
      const colour = colours[i] ?? null;
      const [px, py] = [scale.px(x[i] ?? Number.NaN), scale.py(y[i] ?? Number.NaN)];
      if ((colour !== null) !== strong || Number.isNaN(px + py)) continue;
      context.fillStyle = colour ?? pale;
      context.beginPath();
      context.arc(px, py, strong ? 3 : 2, 0, 2 * Math.PI);
      context.fill();
    }
  }
}
