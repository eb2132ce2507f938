import { faultText } from "../../i18n/faults.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { backToMapping, stopCheck } from "../../state/imports/check.ts";
import { showExamples } from "../../state/imports/examples.ts";
import { keepImport } from "../../state/imports/keep.ts";
import type { Finding, ImportState } from "../../state/imports/store.ts";
import { Button } from "../../ui/controls.tsx";
import { downloadBlob } from "../../ui/download.ts";
import { Emphasised, ProgressCard, Section } from "../../ui/panel.tsx";
import { Warnings } from "../../ui/view-parts.tsx";
import { messages } from "./messages.ts";
import { detailText, reasonText, tableName, valueName } from "./names.ts";
import { messages as ruleMessages } from "./rules/messages.ts";

/** What checking found, and the way in. */
export function Report({ state }: { readonly state: ImportState }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const { outcome, busy, fault } = state;
  if (fault) {
    const { what, wayOn } = faultText(fault, locale);
    return (
      <>
        <Warnings texts={[`${what} ${wayOn}`]} />
        <Button onClick={backToMapping}>{t("back")}</Button>
      </>
    );
  }
  if (busy === "check" || !outcome) return <Checking state={state} />;
  return (
    <>
      <Summary outcome={outcome} busy={busy !== null} />
      {outcome.setAside.length > 0 && <SetAsideRows outcome={outcome} />}
      <Findings outcome={outcome} />
    </>
  );
}

function Checking({ state: { progress } }: { readonly state: ImportState }) {
  const t = useTexts(messages);
  const format = useFormat();
  const share = progress && progress.totalBytes > 0 ? Math.min(1, progress.bytes / progress.totalBytes) : null;
  return (
    <ProgressCard
      title={progress ? t("checking", { file: progress.file }) : t("starting")}
      text={t("checked", { rows: format.number(progress?.rows ?? 0) })}
      share={share}
    >
      <Button onClick={stopCheck}>{t("stop")}</Button>
    </ProgressCard>
  );
}

type Outcome = NonNullable<ImportState["outcome"]>;

function Summary({ outcome, busy }: { readonly outcome: Outcome; readonly busy: boolean }) {
  const t = useTexts(messages);
  const locale = useLocale();
  const format = useFormat();
  const sum = (key: "read" | "kept" | "quarantined") => outcome.counts.reduce((total, count) => total + count[key], 0);
  const number = (value: number) => format.number(value);
  const values = { read: number(sum("read")), kept: number(sum("kept")), quarantined: number(sum("quarantined")) };
  return (
    <>
      <p className="answer">
        <Emphasised text={t(sum("quarantined") === 0 ? "allUsable" : "result", values)} />
      </p>
      {outcome.counts.length > 1 && (
        <ul className="import-rules">
          {outcome.counts.map(({ table, file, kept }) => (
            <li key={`${file} ${table}`}>
              <span>{tableName(table, locale)}</span>
              <span>{t("rows", { n: kept })}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="view-actions">
        <Button kind="primary" disabled={busy || sum("kept") === 0} onClick={() => void keepImport()}>
          {busy ? t("keeping") : t("import", { rows: number(sum("kept")), n: sum("kept") })}
        </Button>
        <Button onClick={backToMapping}>{t("back")}</Button>
      </div>
    </>
  );
}

function SetAsideRows({ outcome }: { readonly outcome: Outcome }) {
  const locale = useLocale();
  const t = useTexts(messages);
  return (
    <Section title={t("quarantine")}>
      <p className="view-note">{t("quarantineHint")}</p>
      <ul className="import-rules">
        {outcome.setAside.map(({ table, file, reason, rows, examples }) => (
          <li key={`${file} ${table} ${reason}`} className="import-hit">
            <strong>{reasonText(table, reason, locale)}</strong>
            <span>{t("rows", { n: rows })}</span>
            <p className="view-note">{examples[0] && t("rowIs", { row: examples[0].row, text: examples[0].text })}</p>
          </li>
        ))}
      </ul>
      <div className="view-actions">
        {outcome.quarantine.map(({ file, table, csv }) => (
          <Button key={`${file} ${table}`} icon="download" onClick={() => downloadBlob(`${table}-quarantine.csv`, csv)}>
            {outcome.quarantine.length > 1 ? t("downloadOf", { table: tableName(table, locale) }) : t("download")}
          </Button>
        ))}
        {outcome.setAside.some(({ reason }) => reason.includes("the recipe has no value for")) && (
          <Button onClick={backToMapping}>{t("giveMeanings")}</Button>
        )}
      </div>
    </Section>
  );
}

/** Rules that hit, then what was checked in vain, then what could not be checked. */
function Findings({ outcome: { findings } }: { readonly outcome: Outcome }) {
  const t = useTexts(messages);
  const hits = findings.filter((finding) => finding.hits > 0);
  const clean = findings.filter(({ hits: count, checked }) => count === 0 && checked > 0);
  const unchecked = findings.filter(({ hits: count, checked }) => count === 0 && checked === 0);
  return (
    <Section title={t("report")}>
      <p className="view-note">{hits.length > 0 ? t("reportHint") : t("reportClean")}</p>
      <ul className="import-rules">
        {hits.map((finding) => (
          <Hit key={`${finding.table} ${finding.rule}`} finding={finding} />
        ))}
      </ul>
      {clean.length > 0 && <RuleList title={t("clean", { n: clean.length })} findings={clean} />}
      {unchecked.length > 0 && <RuleList title={t("notChecked", { n: unchecked.length })} findings={unchecked} />}
    </Section>
  );
}

function RuleList({ title, findings }: { readonly title: string; readonly findings: readonly Finding[] }) {
  const t = useTexts(messages);
  const nameOf = useTexts(ruleMessages);
  const locale = useLocale();
  return (
    <details className="import-fields">
      <summary>{title}</summary>
      <ul className="import-quiet">
        {findings.map(({ table, rule, checked }) => (
          <li key={`${table} ${rule}`}>
            <span>
              {nameOf(`rule.${rule}`)} · {tableName(table, locale)}
            </span>
            {checked > 0 && <span>{t("rows", { n: checked })}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

const mostListed = 5;

/** What an example shows, in words. */
function useDetail({ table, rule }: Finding): (detail: string) => string {
  const t = useTexts(messages);
  const words = useTexts(ruleMessages);
  const locale = useLocale();
  return (detail) => {
    if (rule === "closed-without-time" || rule === "open-with-time") return valueName(table, "status", detail, locale);
    if (rule === "duplicate-case") return t("like", { row: detail });
    const [, code, problem] = /^(.*) \((scientific|length|digits|device-type|community-part)\)$/.exec(detail) ?? [];
    if (rule === "code-shape" && code !== undefined && isProblem(problem))
      return `${code}: ${words(`problem.${problem}`)}`;
    return detailText(table, detail, locale);
  };
}

const problems = ["scientific", "length", "digits", "device-type", "community-part"] as const;
const isProblem = (text: string | undefined): text is (typeof problems)[number] =>
  problems.some((problem) => problem === text);

function Hit({ finding }: { readonly finding: Finding }) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const { table, rule, checked, hits, examples } = finding;
  const places = examples
    .map(({ lon, lat }) => [lon, lat] as const)
    .filter(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat));
  const of = Math.max(checked, hits);
  const nameOf = useTexts(ruleMessages);
  const wordsOf = useDetail(finding);
  return (
    <li className="import-hit">
      <strong>
        {nameOf(`rule.${rule}`)} · {tableName(table, locale)}
      </strong>
      <span>
        {t("hits", { hits: format.number(hits), checked: format.number(of), share: format.percent(hits / of) })}
      </span>
      <ul className="import-quiet">
        {examples.slice(0, mostListed).map(({ row, id, detail, lon, lat }) => (
          <li key={`${row} ${detail}`}>
            <span>
              {t("row", { row })}
              {id && ` · ${id}`} · {wordsOf(detail)}
            </span>
            {Number.isFinite(lon) && Number.isFinite(lat) && (
              <Button kind="quiet" onClick={() => showExamples([[lon, lat]])}>
                {t("show")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {places.length > 1 && (
        <Button onClick={() => showExamples(places)}>{t("showOnMap", { n: places.length })}</Button>
      )}
    </li>
  );
}
