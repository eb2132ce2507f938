import { Button } from "./controls.tsx";
import { Icon } from "./icons.tsx";
import "./view-parts.css";

/** The shape of what is to come. */
export function ViewSkeleton() {
  return <div className="view-skeleton" aria-hidden="true" />;
}

/** What to be careful about, one line each. */
export function Warnings({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul className="view-warnings">
      {texts.map((text) => (
        <li key={text}>
          <Icon name="warning" size={14} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

interface RunLineProps {
  readonly text: string;
  readonly share: number;
  readonly stopLabel: string;
  readonly onStop: () => void;
}

/** A computation on its way, at the foot of the panel; it shows only when it takes longer than a blink. */
export function RunLine({ text, share, stopLabel, onStop }: RunLineProps) {
  return (
    <div className="run-line" role="status">
      <span className="run-line-bar" style={{ width: `${share * 100}%` }} />
      <span>{text}</span>
      <Button kind="quiet" onClick={onStop}>
        {stopLabel}
      </Button>
    </div>
  );
}

interface FactsProps {
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Names and values, one pair a line. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
