import { evenTicks } from "../../../ui/scatter-scale.ts";
import { useWidth } from "../../../ui/use-width.ts";

interface PlanScatterProps {
  readonly label: string;
  /** One value a plan on both axes, NaN left out. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Plans that no other beats. */
  readonly front: Uint8Array;
  readonly chosen: number;
  /** Today's plan, where it can be compared. */
  readonly today: readonly [number, number] | null;
  readonly titles: { readonly x: string; readonly y: string; readonly today: string };
  readonly format: { readonly x: (value: number) => string; readonly y: (value: number) => string };
  readonly onChoose: (plan: number) => void;
}

const height = 208;
const margin = { top: 24, right: 12, bottom: 38, left: 52 };

/** Plans by two objectives, both better towards the lower left; the ones that no other beats stand out. */
export function PlanScatter(props: PlanScatterProps) {
  const { label, x, y, front, chosen, today, titles, format, onChoose } = props;
  const [root, width] = useWidth<HTMLDivElement>();
  const [right, bottom] = [Math.max(margin.left + 1, width - margin.right), height - margin.bottom];
  const span = (values: readonly number[]): [number, number] => {
    const known = values.filter(Number.isFinite);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const room = (high - low || Math.abs(high) || 1) * 0.06;
    return [Math.max(0, low - room), high + room];
  };
  const [xs, ys] = [span([...x, ...(today ? [today[0]] : [])]), span([...y, ...(today ? [today[1]] : [])])];
  const px = (value: number) => margin.left + ((right - margin.left) * (value - xs[0])) / (xs[1] - xs[0]);
  const py = (value: number) => bottom - ((bottom - margin.top) * (value - ys[0])) / (ys[1] - ys[0]);
  const order = x.map((_, plan) => plan).sort((a, b) => (front[a] ?? 0) - (front[b] ?? 0));
  return (
    <div ref={root}>
      <svg className="plan-scatter" width={width} height={height} role="img" aria-label={label}>
        {evenTicks(ys, 4).map((value) => (
          <g key={value}>
            <path className="plan-grid" d={`M${margin.left} ${py(value)}H${right}`} />
            <text x={margin.left - 6} y={py(value) + 4} textAnchor="end">
              {format.y(value)}
            </text>
          </g>
        ))}
        {evenTicks(xs, 4).map((value) => (
          <text key={value} x={px(value)} y={bottom + 15} textAnchor="middle">
            {format.x(value)}
          </text>
        ))}
        {order.map((plan) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the same plans are buttons below the picture
          <circle
            key={plan}
            className={front[plan] === 1 ? "plan-front" : "plan-beaten"}
            cx={px(x[plan] ?? 0)}
            cy={py(y[plan] ?? 0)}
            r={plan === chosen ? 6 : front[plan] === 1 ? 4 : 2.5}
            data-chosen={plan === chosen || undefined}
            onClick={() => onChoose(plan)}
          />
        ))}
        {today && (
          <g className="plan-today">
            <path d={`M${px(today[0]) - 5} ${py(today[1])}h10m-5 -5v10`} />
            <text x={Math.min(px(today[0]) + 8, right - 24)} y={py(today[1]) - 6}>
              {titles.today}
            </text>
          </g>
        )}
        <text x={right} y={height - 4} textAnchor="end">
          {titles.x}
        </text>
        <text x={0} y={12}>
          {titles.y}
        </text>
      </svg>
    </div>
  );
}
