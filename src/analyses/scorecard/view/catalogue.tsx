import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { percentsApart } from "../../../i18n/percents.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Section } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { featureFields, features } from "../kernel/facts.ts";
import { countVoid, type IndicatorCode, indicatorCodes, indicatorOf, withoutFields } from "../kernel/indicators.ts";
import { figureOf, type ScorecardResult, unitsOf } from "./compute.ts";
import { indicatorText } from "./indicator-texts.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";
import { useUnitName, useValueText } from "./words.ts";

const groups = ["found", "desk", "work", "quality", "people"] as const;

/** All indicators with their values; a press opens the formula, its counts and the units behind it. */
export function Catalogue({ result }: { readonly result: ScorecardResult }) {
  const t = useTexts(messages);
  return (
    <Section title={t("catalogue")}>
      <p className="view-note">{t("catalogueHint")}</p>
      {groups.map((group) => (
        <div key={group}>
          <h3>{t(`group.${group}`)}</h3>
          <ul className="indicators">
            {indicatorCodes
              .filter((code) => indicatorOf(code).group === group && figureOf(result, code, 0) !== null)
              .map((code) => (
                <Line key={code} result={result} code={code} />
              ))}
          </ul>
        </div>
      ))}
      <NotAssessed result={result} />
    </Section>
  );
}

/** Indicators that the data say nothing of, each with the fields that it would take. */
function NotAssessed({ result }: { readonly result: ScorecardResult }) {
  const t = useTexts(messages);
  const locale = useLocale();
  const format = useFormat();
  const lacking = (code: IndicatorCode) =>
    indicatorOf(code).needs.filter((feature) => result.has[features.indexOf(feature)] !== 1);
  const missing = indicatorCodes
    .filter((code) => figureOf(result, code, 0) === null)
    .map((code) => [code, format.list(lacking(code).map((feature) => featureFields[feature]))] as const);
  const never = Object.entries(withoutFields) as [keyof typeof withoutFields, string][];
  return (
    <>
      <h3>{t("notAssessed")}</h3>
      <p className="view-note">{t("notAssessedHint")}</p>
      <Facts
        facts={[...missing, ...never].map(([code, fields]) => [indicatorText(code, locale).name, fields] as const)}
      />
    </>
  );
}

interface LineProps {
  readonly result: ScorecardResult;
  readonly code: IndicatorCode;
}

function Line({ result, code }: LineProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const valueText = useValueText();
  const analyses = useApp((state) => state.document.analyses);
  const isOpen = settingsOf({ analyses }).indicator === code;
  const figure = figureOf(result, code, 0);
  const { target, better } = indicatorOf(code);
  const isMissed =
    figure?.value != null && target !== undefined && (better === -1 ? figure.value > target : figure.value < target);
  return (
    <li>
      <button
        type="button"
        className="indicator"
        aria-expanded={isOpen}
        onClick={() => setAnalysis("scorecard", { indicator: isOpen ? "" : code })}
      >
        <span>{indicatorText(code, locale).name}</span>
        <span
          className={isMissed ? "indicator-missed" : undefined}
          title={isMissed ? t("missed", { target: valueText(code, target ?? null) }) : undefined}
        >
          {valueText(code, figure?.value ?? null)}
        </span>
      </button>
      {isOpen && <Formula result={result} code={code} />}
    </li>
  );
}

function Formula({ result, code }: LineProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const valueText = useValueText();
  const text = indicatorText(code, locale);
  const { kind, target, better } = indicatorOf(code);
  const figure = figureOf(result, code, 0);
  const round = (value: number) => format.number(Math.round(value * 10) / 10);
  const apart = percentsApart([figure?.value ?? null, figure?.low ?? null, figure?.high ?? null], locale).slice(1);
  const bounds = (low: number, high: number) =>
    kind === "rate" ? apart : [valueText(code, low), valueText(code, high)];
  const interval =
    figure?.low != null && figure.high !== null ? bounds(figure.low, figure.high).join(" – ") : t("noInterval");
  const facts: [string, string][] = [
    ...(kind === "count" || kind === "quantile"
      ? []
      : [[t("numerator"), figure ? round(figure.of) : ""] as [string, string]]),
    ...(kind === "count" ? [] : [[t("denominator"), figure ? format.number(figure.over) : ""] as [string, string]]),
    ...(kind === "count" ? [] : [[t("interval"), interval] as [string, string]]),
    [t("direction"), t(better === 1 ? "better.1" : better === -1 ? "better.-1" : "better.0")],
    ...(target === undefined ? [] : [[t("target"), valueText(code, target)] as [string, string]]),
  ];
  return (
    <div className="indicator-formula">
      <p>
        <strong>{t(kind === "count" ? "counted" : "numerator")}</strong> {text.of}
      </p>
      {text.over !== "" && (
        <p>
          <strong>{t("denominator")}</strong> {text.over}
        </p>
      )}
      <p>
        <strong>{t("exclusions")}</strong> {t(countVoid.includes(code) ? "excluded.none" : "excluded")}
      </p>
      <Facts facts={facts} />
      <ByUnit result={result} code={code} />
    </div>
  );
}

/** The same indicator of every unit, those without a denominator last. */
function ByUnit({ result, code }: LineProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const valueText = useValueText();
  const analyses = useApp((state) => state.document.analyses);
  const { units } = settingsOf({ analyses });
  const { first, ids } = unitsOf(result, units);
  const name = useUnitName(result, units);
  const rows = ids.map((_, unit) => ({ unit, figure: figureOf(result, code, first + unit) }));
  rows.sort((a, b) => (b.figure?.value ?? -1) - (a.figure?.value ?? -1));
  return (
    <details>
      <summary>{t("byUnit", { units: ids.length })}</summary>
      <table className="indicator-units">
        <thead>
          <tr>
            <th scope="col">{t("column.name")}</th>
            <th scope="col">{t("column.value")}</th>
            <th scope="col">{t("denominator")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 60).map(({ unit, figure }) => (
            <tr key={ids[unit]} className={(figure?.over ?? 0) < 5 ? "score-pale" : undefined}>
              <td>{name(unit)}</td>
              <td>{valueText(code, figure?.value ?? null)}</td>
              <td>{format.number(figure?.over ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
