import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { RangeField } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { combinedScore, type ScorecardResult, unitsOf } from "./compute.ts";
import { messages } from "./messages.ts";
import { ratingName, settingsOf } from "./settings.ts";
import { useUnitName } from "./words.ts";

/** From this score on a grade is excellent (project default). */
const excellentFrom = 90;

/** Departments judged by their own line (the scorecard) and by streets (scores that are entered). */
export function TwoWay({ result }: { readonly result: ScorecardResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const analyses = useApp((state) => state.document.analyses);
  const { lineShare, ratings } = settingsOf({ analyses });
  const { first, ids } = unitsOf(result, "dept");
  const name = useUnitName(result, "dept");
  if (ids.length === 0) return null;
  const round = (score: number | null) => format.number(score === null ? Number.NaN : Math.round(score * 10) / 10);
  return (
    <Section title={t("twoWay")} folded>
      <p className="view-note">{t("twoWayHint", { from: excellentFrom })}</p>
      <RangeField
        label={t("lineShare")}
        text={format.percent(lineShare)}
        value={lineShare * 100}
        bounds={[0, 100, 5]}
        onChange={(value) => setAnalysis("scorecard", { lineShare: value })}
      />
      <table className="indicator-units">
        <thead>
          <tr>
            <th scope="col">{t("column.name")}</th>
            <th scope="col">{t("column.line")}</th>
            <th scope="col">{t("column.street")}</th>
            <th scope="col">{t("column.both")}</th>
            <th scope="col">{t("column.award")}</th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id, dept) => {
            const line = result.output.score[first + dept] ?? Number.NaN;
            const street = ratings.get(id);
            return (
              <tr key={id}>
                <td>{name(dept)}</td>
                <td>{round(line)}</td>
                <td>
                  <input
                    key={street ?? ""}
                    type="number"
                    className="rating"
                    min={0}
                    max={100}
                    aria-label={t("ratingOf", { name: name(dept) })}
                    defaultValue={street ?? ""}
                    onBlur={(event) => setAnalysis("scorecard", { [ratingName(id)]: event.target.value })}
                  />
                </td>
                <td>{round(combinedScore(line, street, lineShare))}</td>
                <td>
                  {t(street === undefined ? "award.unknown" : street >= excellentFrom ? "award.yes" : "award.no")}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
