import { type ReactNode, useId, useState } from "react";
import "./panel.css";
import { Icon } from "./icons.tsx";

interface SectionProps {
  readonly title: string;
  /** Controls or a figure at the right end of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Given, the section can be folded, and begins as it says. */
  readonly folded?: boolean;
}

/** A titled part of a panel. */
export function Section({ title, aside, children, folded }: SectionProps) {
  const [closed, setClosed] = useState(folded ?? false);
  const id = useId();
  const foldable = folded !== undefined;
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>
          {foldable ? (
            <button type="button" className="section-fold" aria-expanded={!closed} onClick={() => setClosed(!closed)}>
              <Icon name="chevron" size={14} />
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        {aside}
      </div>
      {!closed && children}
    </section>
  );
}

/** Text with the parts between asterisks set strong: the numbers of a sentence. */
export function Emphasised({ text }: { readonly text: string }) {
  const parts = text.split("*").map((part, i) => ({ key: `${i}:${part}`, part, strong: i % 2 === 1 }));
  return parts.map(({ key, part, strong }) => (strong ? <strong key={key}>{part}</strong> : part));
}

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Why there is nothing to see, and below it the way on. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <p>{title}</p>
      {children}
    </div>
  );
}

interface StatProps {
  readonly label: string;
  readonly value: string;
  /** The comparison in words, such as the earlier value and the change. */
  readonly note?: ReactNode;
  readonly hint?: string;
}

/** One figure: its name, its value and what to compare it with. */
export function Stat({ label, value, note, hint }: StatProps) {
  return (
    <div className="stat" title={hint}>
      <dt>{label}</dt>
      <dd>
        <span className="stat-value">{value}</span>
        {note !== undefined && <span className="stat-note">{note}</span>}
      </dd>
    </div>
  );
}

interface ProgressCardProps {
  readonly title: string;
  readonly text: string;
  /** Between 0 and 1, or `null` while the end is unknown. */
  readonly share: number | null;
  readonly children?: ReactNode;
}

/** What is being done, how far it is, and the way out. */
export function ProgressCard({ title, text, share, children }: ProgressCardProps) {
  return (
    <div className="card progress">
      <h2>{title}</h2>
      <div
        className={`progress-bar${share === null ? " progress-unknown" : ""}`}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={text}
      >
        <span style={{ width: `${(share ?? 0.3) * 100}%` }} />
      </div>
      <p>{text}</p>
      {children && <div className="card-actions">{children}</div>}
    </div>
  );
}

interface SwatchProps {
  readonly colour: string;
  readonly hatched?: boolean;
}

/** A patch of a colour as the map shows it; hatched where the map hatches. */
export function Swatch({ colour, hatched }: SwatchProps) {
  return <span className={`swatch${hatched ? " swatch-hatched" : ""}`} style={{ backgroundColor: colour }} />;
}
