import { evenTicks } from "../../../ui/scatter-scale.ts";
import { useWidth } from "../../../ui/use-width.ts";
import "./curve.css";

interface CurveProps {
  readonly label: string;
  /** Objective with 0, 1, 2 … new sites. */
  readonly values: Float64Array;
  readonly titles: { readonly x: string; readonly y: string };
  readonly format: (value: number) => string;
}

const height = 176;
const margin = { top: 24, right: 12, bottom: 36, left: 52 };

/** The objective against the number of new sites; from zero, or from below the least where nothing would be seen of it else. */
export function Curve({ label, values, titles, format }: CurveProps) {
  const [root, width] = useWidth<HTMLDivElement>();
  const most = values.reduce((top, value) => Math.max(top, value || 0), 0) || 1;
  const least = values.reduce((low, value) => (Number.isFinite(value) ? Math.min(low, value) : low), most);
  const base = least > most / 2 ? Math.max(0, least - (most - least) / 4) : 0;
  const count = Math.max(1, values.length - 1);
  const [right, bottom] = [Math.max(margin.left + 1, width - margin.right), height - margin.bottom];
  const px = (i: number) => margin.left + ((right - margin.left) * i) / count;
  const py = (value: number) => bottom - ((bottom - margin.top) * (value - base)) / (most - base || 1);
  const points = [...values].flatMap((value, i) => (Number.isFinite(value) ? [{ i, value }] : []));
  const line = points.map(({ i, value }, k) => `${k === 0 ? "M" : "L"}${px(i)} ${py(value)}`).join("");
  const whole = [...new Set(evenTicks([0, count], 6).filter(Number.isInteger))];
  return (
    <div ref={root}>
      <svg className="siting-curve" height={height} role="img" aria-label={label}>
        {evenTicks([base, most], 4).map((value) => (
          <g key={value}>
            <path className="curve-grid" d={`M${margin.left} ${py(value)}H${right}`} />
            <text x={margin.left - 6} y={py(value) + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        {whole.map((i) => (
          <text key={i} x={px(i)} y={bottom + 16} textAnchor="middle">
            {i}
          </text>
        ))}
        <path className="curve-line" d={line} />
        {points.length <= 40 && points.map(({ i, value }) => <circle key={i} cx={px(i)} cy={py(value)} r={3} />)}
        <text x={right} y={height - 2} textAnchor="end">
          {titles.x}
        </text>
        <text x={0} y={12}>
          {titles.y}
        </text>
      </svg>
    </div>
  );
}
