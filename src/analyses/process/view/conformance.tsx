import { eventActions, processPresets, stageNumber } from "../../../domain/process.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { percentsApart } from "../../../i18n/percents.ts";
import { actionLabel, presetNames, stageLabel } from "../../../i18n/process.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { wantedKinds } from "../kernel/list.ts";
import { params } from "../kernel/params.ts";
import type { AskedCases } from "./case-list.tsx";
import type { ProcessResult } from "./compute.ts";
import { messages } from "./messages.ts";

interface ConformanceProps {
  readonly result: ProcessResult;
  readonly onAsk: (asked: AskedCases) => void;
}

const findings = [
  ["skipped", "stepSkipped"],
  ["missing", "stepMissing"],
  ["repeated", "stepRepeated"],
  ["outOfOrder", "stepOutOfOrder"],
] as const;

/** Cases per step of the prescribed way that skip, repeat or swap it; every number lists its cases. */
export function Conformance({ result, onAsk }: ConformanceProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const { output } = result;
  const { preset } = result.input.settings.params;
  const options = params.preset.options.map((value) => ({ value, label: presetNames[value][locale] }));
  return (
    <Section
      title={t("conformance")}
      aside={
        <Select
          label={t("preset")}
          options={options}
          value={preset}
          onChange={(value) => setAnalysis("process", { preset: value })}
        />
      }
    >
      <p className="view-note">{t("conformanceHint")}</p>
      <table className="process-steps" aria-label={t("conformance")}>
        <thead>
          <tr>
            <th scope="col">{t("column.step")}</th>
            <th scope="col">{t("column.taken")}</th>
            {findings.map(([kind]) => (
              <th key={kind} scope="col">
                {t(`column.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {processPresets[preset].steps.map((code, s) => {
            const step = stageLabel(code, locale, preset);
            if (output.stepAssessed[s] !== 1)
              return (
                <tr key={code}>
                  <td>{step}</td>
                  <td colSpan={5}>{t("notAssessed")}</td>
                </tr>
              );
            return (
              <tr key={code}>
                <td>{step}</td>
                <td>{format.number(output.stepTaken[s] ?? 0)}</td>
                {findings.map(([kind, column]) => (
                  <td key={kind}>
                    <Count
                      count={output[column][s] ?? 0}
                      label={t(`list.${kind}`, { step })}
                      onList={(title) => onAsk({ title, wanted: { kind: wantedKinds.indexOf(kind), a: s, b: 0 } })}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

interface CountProps {
  readonly count: number;
  readonly label: string;
  readonly onList: (title: string) => void;
}

/** A number of cases that lists them. */
function Count({ count, label, onList }: CountProps) {
  const format = useFormat();
  if (count === 0) return <span className="process-zero">0</span>;
  return (
    <button type="button" title={label} aria-label={`${label}: ${format.number(count)}`} onClick={() => onList(label)}>
      {format.number(count)}
    </button>
  );
}

/** How many cases are reworked, returned, suspended and so on, with shares of those that could be. */
export function Actions({ result: { output }, onAsk }: ConformanceProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const takenAt = (stage: string) => {
    const s = output.stepStage.indexOf(stageNumber(stage));
    return s >= 0 && output.stepAssessed[s] === 1 ? (output.stepTaken[s] ?? 0) : 0;
  };
  const [cases = 0, , voids = 0] = output.totals;
  const rows = eventActions.flatMap((action, i) => {
    const count = output.actionCases[i] ?? 0;
    if (action === "forward" || action === "resume" || action === "cancel" || count === 0) return [];
    const kind = action === "rework" || action === "return" ? action : "other";
    const base = kind === "rework" ? takenAt("handle") : kind === "return" ? takenAt("dispatch") : cases - voids;
    return [{ action, i, count, kind, base, events: output.actionEvents[i] ?? 0 } as const];
  });
  if (rows.length === 0) return null;
  return (
    <Section title={t("actions")}>
      <table className="process-steps" aria-label={t("actions")}>
        <tbody>
          {rows.map(({ action, i, count, kind, base, events }) => {
            const name = actionLabel(action, locale);
            const interval = wilsonInterval(Math.min(count, base), base);
            const [, low = "", high = ""] = percentsApart(
              [base > 0 ? count / base : null, ...(interval ?? [])],
              locale,
            );
            const hint = interval ? t("interval", { low, high }) : undefined;
            return (
              <tr key={action}>
                <td>{name}</td>
                <td>
                  <Count
                    count={count}
                    label={t("list.action", { action: name })}
                    onList={(title) => onAsk({ title, wanted: { kind: wantedKinds.indexOf("action"), a: i, b: 0 } })}
                  />
                </td>
                <td title={t("action.value", { cases: count, events })}>
                  {format.percent(base > 0 ? Math.min(count, base) / base : null)}
                </td>
                <td title={hint}>{t(`action.${kind}`, { base })}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
