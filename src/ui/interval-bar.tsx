import "./interval-bar.css";

interface IntervalBarProps {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Something to compare with, as a thin mark. */
  readonly mark: number | null;
}

/** A share with its interval, on an axis from 0; the numbers stand beside it. */
export function IntervalBar({ value, low, high, mark }: IntervalBarProps) {
  const end = Math.min(1, Math.max(high, mark ?? 0) * 1.15) || 1;
  const at = (share: number) => `${(share / end) * 100}%`;
  return (
    <span className="interval-bar" aria-hidden="true">
      <span className="interval-range" style={{ left: at(low), width: at(high - low) }} />
      {mark !== null && <span className="interval-mark" style={{ left: at(mark) }} />}
      <span className="interval-value" style={{ left: at(value) }} />
    </span>
  );
}
