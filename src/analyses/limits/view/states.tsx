import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { Section } from "../../../ui/panel.tsx";
import { figuresOf, type LimitsResult } from "./compute.ts";
import "./limits.css";
import { messages } from "./messages.ts";

const states = ["overdue", "soon", "inTime", "suspended"] as const;

/** How the open cases stand, as one bar with its numbers below. */
export function OpenStates({ result }: { readonly result: LimitsResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const figures = figuresOf(result, 0);
  const open = states.reduce((sum, state) => sum + figures[state], 0);
  const { caseYellow, caseRisk } = result.output;
  const riskFrom = result.input.settings.params.riskFrom / 100;
  const soon = (row: number) => (caseRisk[row] ?? 0) >= riskFrom;
  const lamps = [...caseYellow.keys()].filter((row) => caseYellow[row] === 1);
  return (
    <Section title={t("states")}>
      <svg className="limit-bar" viewBox={`0 0 ${Math.max(1, open)} 1`} preserveAspectRatio="none" aria-hidden="true">
        {states.map((state, place) => (
          <rect
            key={state}
            className={`limit-${state}`}
            x={states.slice(0, place).reduce((sum, other) => sum + figures[other], 0)}
            width={figures[state]}
            height={1}
          />
        ))}
      </svg>
      <dl className="limit-states">
        {states.map((state) => (
          <div key={state} title={t(`hint.${state}`)}>
            <dt>
              <span className={`limit-key limit-${state}`} />
              {t(`state.${state}`)}
            </dt>
            <dd>{format.number(figures[state])}</dd>
            <dd>{format.percent(open > 0 ? figures[state] / open : null)}</dd>
          </div>
        ))}
      </dl>
      <p className="view-note">
        {t("lamps", {
          lamps: lamps.length,
          both: lamps.filter(soon).length,
          soon: figures.soon,
          percent: format.percent(riskFrom),
        })}
      </p>
    </Section>
  );
}
