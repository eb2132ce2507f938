import "./count-chart.css";

interface CountChartProps {
  /** What the chart shows, with its unit. */
  readonly label: string;
  /** One count a step; NaN where there are no data. */
  readonly counts: readonly number[];
  readonly expected: readonly number[];
  /** The steps that stand out: first and last. */
  readonly marked: readonly [first: number, last: number];
  readonly nameOf: (step: number) => string;
  /** What stands under the first and the last step. */
  readonly ends: readonly [string, string];
  readonly texts: {
    readonly counts: string;
    readonly marked: string;
    readonly expected: string;
    readonly most: string;
  };
}

/** Counts as bars with what was expected as a line over them; the steps in question stand out. */
export function CountChart({ label, counts, expected, marked, nameOf, ends, texts }: CountChartProps) {
  const known = [...counts, ...expected].filter((value) => Number.isFinite(value));
  const highest = Math.max(1, ...known);
  const width = Math.max(1, counts.length);
  const line = expected.flatMap((value, step) =>
    Number.isFinite(value) ? [`${step},${highest - value} ${step + 1},${highest - value}`] : [],
  );
  return (
    <figure className="count-chart" aria-label={label}>
      <div className="count-chart-ends">
        <span>{label}</span>
        <span>{texts.most}</span>
      </div>
      <svg viewBox={`0 0 ${width} ${highest}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {counts.map((count, step) => {
          const absent = !Number.isFinite(count);
          const inside = step >= marked[0] && step <= marked[1];
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its step
              key={step}
              className={absent ? "count-absent" : inside ? "count-bar-window" : "count-bar"}
              x={step + 0.1}
              width={0.8}
              y={absent ? 0 : highest - count}
              height={absent ? highest : count}
            >
              <title>{nameOf(step)}</title>
            </rect>
          );
        })}
        <polyline className="count-expected" points={line.join(" ")} />
      </svg>
      <div className="count-chart-ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
      <figcaption>
        <Key className="count-bar" text={texts.counts} />
        <Key className="count-bar-window" text={texts.marked} />
        <Key className="count-expected" text={texts.expected} line />
      </figcaption>
    </figure>
  );
}

function Key({
  className,
  text,
  line,
}: {
  readonly className: string;
  readonly text: string;
  readonly line?: boolean;
}) {
  return (
    <span className="count-chart-key">
      <svg viewBox="0 0 12 10" aria-hidden="true">
        {line ? <path className={className} d="M0 5h12" /> : <rect className={className} width={12} height={10} />}
      </svg>
      {text}
    </span>
  );
}
