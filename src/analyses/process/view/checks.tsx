import { mappingText } from "../../../domain/process.ts";
import { stages } from "../../../domain/vocabulary.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { stageNames } from "../../../i18n/process.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import type { ProcessResult } from "./compute.ts";
import { ImportLog } from "./import-log.tsx";
import { messages } from "./messages.ts";

/** What is wrong with the log, what stages are called that it does not know, and the way to open another log. */
export function Checks({ result }: { readonly result: ProcessResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { issues, events, cases } = result.facts;
  return (
    <Section title={t("checks")} folded={issues.length === 0}>
      {issues.length === 0 && <p className="view-note">{t("checksFine", { events, cases })}</p>}
      <ul className="process-issues">
        {issues.map(({ kind, count, leftOut, cases: named }) => (
          <li key={kind}>
            <span>{t(`issue.${kind}`)}</span>
            <span className="process-count-tag">
              {format.number(count)} · {t(leftOut ? "leftOut" : "keptIn")}
            </span>
            {named.length > 0 && (
              <span className="process-examples" title={named.join(" ")}>
                {t("examples", { cases: named.slice(0, 5).join(" ") })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <Mapping result={result} />
      <ImportLog />
    </Section>
  );
}

const asItIs = "";
const leftOut = "-";

/** Which of the model's stages a stage of the file is. */
function Mapping({ result: { facts, input } }: { readonly result: ProcessResult }) {
  const t = useTexts(messages);
  const locale = useLocale();
  const unknown = [...new Set(facts.activities.map(({ stage }) => stage))].filter(
    (stage) => !stages.some((known) => known === stage),
  );
  if (unknown.length === 0) return null;
  const options = [
    { value: asItIs, label: t("ownStage") },
    ...stages.map((stage) => ({ value: stage as string, label: stageNames[stage][locale] })),
    { value: leftOut, label: t("leaveOut") },
  ];
  return (
    <>
      <h3>{t("mapStages")}</h3>
      <p className="view-note">{t("mapHint")}</p>
      {unknown.map((stage) => (
        <Select
          key={stage}
          labelled
          label={stage}
          options={options}
          value={input.settings.mapping[stage] ?? asItIs}
          onChange={(value) =>
            setAnalysis("process", { mapping: mappingText({ ...input.settings.mapping, [stage]: value }) })
          }
        />
      ))}
    </>
  );
}
