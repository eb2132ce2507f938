import { useMemo, useState } from "react";
import "./bars.css";
import { Button, SearchField } from "./controls.tsx";

/** One bar: what it stands for, how long it is, and the value in words. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly text: string;
  /** Share of the whole in words. */
  readonly note?: string;
  /** An earlier value, shown as a thin mark. */
  readonly mark?: number;
  readonly selected: boolean;
}

interface BarsTexts {
  readonly search: string;
  readonly showAll: string;
  readonly showFewer: string;
  readonly nothingFound: string;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly onToggle: (key: string) => void;
  readonly texts: BarsTexts;
}

const fewAtMost = 6;
const searchFrom = 13;

/** Zero-based horizontal bars that are buttons; with some selected the others are pale. Long lists unfold and search. */
export function Bars({ label, bars, onToggle, texts }: BarsProps) {
  const [unfolded, setUnfolded] = useState(false);
  const [wanted, setWanted] = useState("");
  const longest = useMemo(() => Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.mark ?? 0))), [bars]);
  const filtered = bars.some((bar) => bar.selected);
  const foldable = bars.length > fewAtMost + 1;
  const shown = unfolded
    ? bars.filter((bar) => bar.label.toLowerCase().includes(wanted.trim().toLowerCase()))
    : bars.filter((bar, i) => !foldable || i < fewAtMost || bar.selected);
  return (
    <div className="bars">
      {unfolded && bars.length >= searchFrom && (
        <SearchField label={texts.search} value={wanted} onChange={setWanted} />
      )}
      <ul aria-label={label} className={filtered ? "bars-filtered" : undefined}>
        {shown.map((bar) => (
          <li key={bar.key}>
            <BarButton bar={bar} longest={longest} onToggle={onToggle} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="bars-none">{texts.nothingFound}</p>}
      {foldable && (
        <span>
          <Button kind="quiet" onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? texts.showFewer : texts.showAll}
          </Button>
        </span>
      )}
    </div>
  );
}

interface BarButtonProps {
  readonly bar: Bar;
  readonly longest: number;
  readonly onToggle: (key: string) => void;
}

function BarButton({ bar, longest, onToggle }: BarButtonProps) {
  return (
    <button type="button" className="bar" aria-pressed={bar.selected} onClick={() => onToggle(bar.key)}>
      <span className="bar-label">{bar.label}</span>
      <span className="bar-value">{bar.text}</span>
      <span className="bar-note">{bar.note}</span>
      <span className="bar-track">
        <span className="bar-fill" style={{ width: `${(bar.value / longest) * 100}%` }} />
        {bar.mark !== undefined && <span className="bar-mark" style={{ left: `${(bar.mark / longest) * 100}%` }} />}
      </span>
    </button>
  );
}
