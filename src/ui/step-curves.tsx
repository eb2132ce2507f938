import { useId } from "react";
import { Swatch } from "./panel.tsx";
import { evenTicks } from "./scatter-scale.ts";
import "./step-curves.css";
import { useWidth } from "./use-width.ts";

/** A curve of steps from 1 downwards with its band; `x` ascends from 0. */
export interface StepCurve {
  readonly name: string;
  readonly colour: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

interface StepCurvesProps {
  readonly label: string;
  readonly curves: readonly StepCurve[];
  /** Where the axis ends; curves beyond are cut off. */
  readonly end: number;
  /** A moment that stands out, such as a limit, with its name. */
  readonly mark?: { readonly at: number; readonly name: string } | undefined;
  readonly titles: { readonly x: string; readonly y: string };
  readonly format: (value: number) => string;
  readonly percent: (share: number) => string;
}

const height = 220;
const margin = { top: 24, right: 12, bottom: 36, left: 44 };

/** Shares that fall in steps from all to none, one curve a group, over time. */
export function StepCurves({ label, curves, end, mark, titles, format, percent }: StepCurvesProps) {
  const [root, width] = useWidth<HTMLDivElement>();
  const clip = useId();
  const [right, bottom] = [Math.max(margin.left + 1, width - margin.right), height - margin.bottom];
  const px = (x: number) => margin.left + ((right - margin.left) * x) / end;
  const py = (y: number) => bottom - (bottom - margin.top) * y;
  return (
    <div className="step-curves" ref={root}>
      <svg height={height} role="img" aria-label={label}>
        <clipPath id={clip}>
          <rect x={margin.left} y={margin.top - 2} width={right - margin.left} height={bottom - margin.top + 4} />
        </clipPath>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <path className="curves-grid" d={`M${margin.left} ${py(share)}H${right}`} />
            <text x={margin.left - 6} y={py(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        {evenTicks([0, end], 5).map((x) => (
          <text key={x} x={px(x)} y={bottom + 16} textAnchor="middle">
            {format(x)}
          </text>
        ))}
        <g clipPath={`url(#${clip})`}>
          {curves.map((curve) => (
            <path key={curve.name} className="curves-band" fill={curve.colour} d={bandOf(curve, end, { px, py })} />
          ))}
          {curves.map((curve) => (
            <path key={curve.name} className="curves-line" stroke={curve.colour} d={lineOf(curve, end, { px, py })} />
          ))}
        </g>
        {mark && mark.at <= end && (
          <>
            <path className="curves-mark" d={`M${px(mark.at)} ${margin.top}V${bottom}`} />
            <text x={px(mark.at) + 4} y={margin.top + 10} {...(px(mark.at) > width - 90 && { textAnchor: "end" })}>
              {mark.name}
            </text>
          </>
        )}
        <text x={right} y={height - 2} textAnchor="end">
          {titles.x}
        </text>
        <text x={0} y={12}>
          {titles.y}
        </text>
      </svg>
      <ul>
        {curves.map(({ name, colour }) => (
          <li key={name}>
            <Swatch colour={colour} />
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Scale {
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
}

/** Across, then down, at every point within the axis. */
function steps(x: ArrayLike<number>, y: ArrayLike<number>, end: number, { px, py }: Scale): string {
  let path = `${px(0)} ${py(1)}`;
  for (let k = 0; k < x.length && (x[k] ?? end) <= end; k++) path += `H${px(x[k] ?? 0)}V${py(y[k] ?? 0)}`;
  const last = x.length > 0 ? Math.min(end, x[x.length - 1] ?? end) : 0;
  return `${path}H${px(last)}`;
}

function lineOf({ x, y }: StepCurve, end: number, scale: Scale): string {
  return `M${steps(x, y, end, scale)}`;
}

/** Along the upper limit and back along the lower one. */
function bandOf({ x, low, high }: StepCurve, end: number, scale: Scale): string {
  const { px, py } = scale;
  let back = "";
  for (let k = x.length - 1; k >= 0; k--) {
    if ((x[k] ?? end) > end) continue;
    const before = k > 0 ? (low[k - 1] ?? 1) : 1;
    back += back === "" ? `V${py(low[k] ?? 0)}` : "";
    back += `H${px(x[k] ?? 0)}V${py(before)}`;
  }
  return `M${steps(x, high, end, scale)}${back}Z`;
}
