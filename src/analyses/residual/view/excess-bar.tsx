import "./excess-bar.css";

interface ExcessBarProps {
  readonly text: string;
  /** The interval in words, under the number. */
  readonly interval: string;
  readonly hint: string;
  /** Parts of the longest bar, from -1 to 1; NaN draws nothing. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A number as a bar to the left or the right of nothing, with its interval as a line. */
export function ExcessBar({ text, interval, hint, value, low, high }: ExcessBarProps) {
  const at = (part: number) => 50 + 50 * Math.max(-1, Math.min(1, part));
  const span = (from: number, to: number) => ({
    left: `${at(Math.min(from, to))}%`,
    width: `${Math.abs(at(to) - at(from))}%`,
  });
  return (
    <span className="excess-bar" title={hint}>
      <span className="excess-track" aria-hidden="true">
        <span className="excess-zero" />
        {!Number.isNaN(value) && <span className="excess-fill" style={span(0, value)} />}
        {!Number.isNaN(high - low) && <span className="excess-range" style={span(low, high)} />}
      </span>
      <span className="excess-text">
        {text}
        <small>{interval}</small>
      </span>
    </span>
  );
}
