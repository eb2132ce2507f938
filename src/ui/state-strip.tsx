import "./step-bars.css";

interface StateStripProps {
  /** For each step whether it was hot (positive), cold (negative) or neither, the oldest first. */
  readonly states: readonly number[];
  readonly label: string;
}

/** What an area was in every step, as a row of little fields. */
export function StateStrip({ states, label }: StateStripProps) {
  return (
    <svg
      className="state-strip"
      viewBox={`0 0 ${states.length} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {states.map((state, step) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a field is its step
          key={step}
          x={step + 0.04}
          width={0.92}
          height={1}
          className={state > 0 ? "state-hot" : state < 0 ? "state-cold" : undefined}
        />
      ))}
    </svg>
  );
}
