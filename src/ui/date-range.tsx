import { useState } from "react";
import "./date-range.css";

interface DateRangeProps {
  /** First and last day, `YYYY-MM-DD`. */
  readonly value: readonly [from: string, to: string];
  readonly bounds: readonly [min: string, max: string];
  readonly labels: readonly [from: string, to: string];
  /** Called with whole dates in order; what is half written or out of order is left as it is. */
  readonly onChange: (value: readonly [from: string, to: string]) => void;
}

/** Two dates to type or to choose from the browser's calendar. */
export function DateRange({ value, bounds, labels, onChange }: DateRangeProps) {
  const [writing, setWriting] = useState<readonly [string, string] | null>(null);
  const shown = writing ?? value;
  const [min, max] = bounds;
  const write = (which: 0 | 1, text: string) => {
    const next = which === 0 ? ([text, shown[1]] as const) : ([shown[0], text] as const);
    const [from, to] = next;
    if (from >= min && from <= to && to <= max) {
      setWriting(null);
      onChange(next);
    } else setWriting(next);
  };
  return (
    <span className="date-range">
      {([0, 1] as const).map((which) => (
        <input
          key={which}
          type="date"
          aria-label={labels[which]}
          title={labels[which]}
          value={shown[which]}
          min={which === 0 ? min : shown[0] || min}
          max={which === 1 ? max : shown[1] || max}
          onChange={(event) => write(which, event.target.value)}
          onBlur={() => setWriting(null)}
        />
      ))}
    </span>
  );
}
