import "./step-bars.css";

interface StepBarsProps {
  readonly label: string;
  readonly values: readonly number[];
  /** The step that stands out; -1 for none. */
  readonly shown: number;
  readonly nameOf: (step: number) => string;
  /** What stands under the first and the last bar. */
  readonly ends: readonly [string, string];
  readonly onPick: (step: number) => void;
}

/** One bar a step, all of them buttons. */
export function StepBars({ label, values, shown, nameOf, ends, onPick }: StepBarsProps) {
  const highest = Math.max(1, ...values);
  return (
    <div className="step-bars">
      <ol aria-label={label} className={shown >= 0 ? "step-bars-picked" : undefined}>
        {values.map((value, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its step
          <li key={step}>
            <button
              type="button"
              aria-pressed={step === shown}
              aria-label={nameOf(step)}
              title={nameOf(step)}
              onClick={() => onPick(step)}
            >
              <span style={{ height: `${(value / highest) * 100}%` }} />
            </button>
          </li>
        ))}
      </ol>
      <span className="step-bars-top">{highest}</span>
      <div className="step-bars-ends" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </div>
  );
}
