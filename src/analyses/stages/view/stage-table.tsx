import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { Section } from "../../../ui/panel.tsx";
import type { StagesResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { useStageName } from "./words.ts";
import "./stages.css";

interface StageTableProps {
  readonly result: StagesResult;
  readonly stage: number;
}

/** Every stage with how long it takes and how many still wait; one is looked at. */
export function StageTable({ result, stage }: StageTableProps) {
  const t = useTexts(messages);
  const stageName = useStageName(result);
  const { output, input } = result;
  // The first step ends no wait.
  const rows = [...output.stage.keys()].slice(1);
  rows.sort((one, other) => placeOf(input.settings.stages[one], one) - placeOf(input.settings.stages[other], other));

  /** The arrival comes just before the handling. */
  function placeOf(name: string | undefined, s: number): number {
    return name === "start" ? input.settings.stages.indexOf("handle") - 0.5 : s;
  }

  return (
    <Section title={t("stages")}>
      <p className="view-note">{t("stagesHint")}</p>
      <table className="stage-table" aria-label={t("stages")}>
        <thead>
          <tr>
            <th scope="col">{t("column.stage")}</th>
            <th scope="col" title={t("hint.median")}>
              {t("column.median")}
            </th>
            <th scope="col" title={t("hint.p90")}>
              {t("column.p90")}
            </th>
            <th scope="col">{t("column.waiting")}</th>
            <th scope="col" title={t("hint.beyond")}>
              {t("column.beyond")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((s) => (
            <Row key={s} result={result} row={s} name={stageName(s)} isShown={s === stage} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface RowProps {
  readonly result: StagesResult;
  readonly row: number;
  readonly name: string;
  readonly isShown: boolean;
}

function Row({ result: { output, input }, row, name, isShown }: RowProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const hours = (column: Float64Array) => format.duration((column[row] ?? Number.NaN) / 3600);
  if (output.assessed[row] !== 1 || !((output.allCases[row] ?? 0) > 0)) {
    return (
      <tr>
        <td>{name}</td>
        <td colSpan={4}>{t("notAssessed")}</td>
      </tr>
    );
  }
  const choose = () => setAnalysis("stages", { stage: input.settings.stages[row] ?? "" });
  const median = hours(output.allMedian);
  const hint = t("interval", { value: median, low: hours(output.allLow), high: hours(output.allHigh) });
  return (
    <tr className={isShown ? "stage-shown" : undefined} onClick={choose}>
      <td>
        <button type="button" aria-pressed={isShown}>
          {name}
        </button>
      </td>
      <td title={hint}>{median}</td>
      <td>{hours(output.allP90)}</td>
      <td>{format.number((output.allCases[row] ?? 0) - (output.allEnded[row] ?? 0))}</td>
      <td>{format.percent(output.allBeyond[row] ?? null)}</td>
    </tr>
  );
}
