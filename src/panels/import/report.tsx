import { tableSpec } from "../../domain/tables.ts";
import { faultText } from "../../i18n/faults.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import {
  backToMapping,
  type Finding,
  type ImportState,
  keepImport,
  showExamples,
  stopCheck,
} from "../../state/imports.ts";
import { Button } from "../../ui/controls.tsx";
import { Emphasised, ProgressCard, Section } from "../../ui/panel.tsx";
import { Warnings } from "../../ui/view-parts.tsx";
import { downloadBlob } from "./download.ts";
import { messages } from "./messages.ts";
import { reasonText } from "./reasons.ts";

/** What checking found, and the way in. */
export function Report({ state }: { readonly state: ImportState }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { outcome, busy, progress, fault } = state;
  if (fault) {
    const { what, wayOn } = faultText(fault, locale);
    return (
      <>
        <Warnings texts={[`${what} ${wayOn}`]} />
        <Button onClick={backToMapping}>{t("back")}</Button>
      </>
    );
  }
  if (busy === "check" || !outcome) {
    const share = progress && progress.totalBytes > 0 ? Math.min(1, progress.bytes / progress.totalBytes) : null;
    return (
      <ProgressCard
        title={t("checking")}
        text={t("checked", { rows: format.number(progress?.rows ?? 0) })}
        share={share}
      >
        <Button onClick={stopCheck}>{t("stop")}</Button>
      </ProgressCard>
    );
  }
  const sum = (key: "read" | "kept" | "quarantined") => outcome.counts.reduce((total, count) => total + count[key], 0);
  const number = (value: number) => format.number(value);
  return (
    <>
      <p className="answer">
        <Emphasised
          text={t("result", {
            read: number(sum("read")),
            kept: number(sum("kept")),
            quarantined: number(sum("quarantined")),
          })}
        />
      </p>
      <div className="view-actions">
        <Button kind="primary" disabled={busy !== null} onClick={() => void keepImport()}>
          {busy === "keep" ? t("keeping") : t("import", { rows: number(sum("kept")) })}
        </Button>
        <Button onClick={backToMapping}>{t("back")}</Button>
      </div>
      {outcome.setAside.length > 0 && <SetAsideRows outcome={outcome} />}
      <Section title={t("report")}>
        <p className="view-note">{t("reportHint")}</p>
        <ul className="import-rules">
          {[...outcome.findings]
            .sort((a, b) => Number(b.hits > 0) - Number(a.hits > 0))
            .map((finding) => (
              <Rule key={`${finding.table} ${finding.rule}`} finding={finding} />
            ))}
        </ul>
      </Section>
    </>
  );
}

type Outcome = NonNullable<ImportState["outcome"]>;

function SetAsideRows({ outcome }: { readonly outcome: Outcome }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  return (
    <Section title={t("quarantine")}>
      <p className="view-note">{t("quarantineHint")}</p>
      <ul className="import-rules">
        {outcome.setAside.map(({ table, file, reason, rows, examples }) => (
          <li key={`${file} ${table} ${reason}`}>
            <strong>{reasonText(table, reason, locale)}</strong>
            <span>{t("rows", { n: format.number(rows) })}</span>
            <p className="view-note">{examples[0] && `${t("row", { row: examples[0].row })}: ${examples[0].text}`}</p>
          </li>
        ))}
      </ul>
      <div className="view-actions">
        {outcome.quarantine.map(({ file, table, csv }) => (
          <Button key={`${file} ${table}`} icon="download" onClick={() => downloadBlob(`${table}-quarantine.csv`, csv)}>
            {t("download")}
          </Button>
        ))}
      </div>
    </Section>
  );
}

function Rule({ finding }: { readonly finding: Finding }) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const { table, rule, checked, hits, examples } = finding;
  const name = locale === "zh-CN" ? tableSpec(table).zh : table;
  const [first] = examples;
  const places = examples
    .map(({ lon, lat }) => [lon, lat] as const)
    .filter(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat));
  const count = t("hits", { hits: format.number(hits), checked: format.number(Math.max(checked, hits)) });
  return (
    <li className={hits > 0 ? "import-hit" : undefined}>
      <strong>
        {t(`rule.${rule}`)} · {name}
      </strong>
      <span>{hits > 0 ? count : checked > 0 ? t("clean") : t("notChecked")}</span>
      {first && (
        <p className="view-note">
          {t("row", { row: first.row })}
          {first.id && ` · ${first.id}`} · {first.detail}
        </p>
      )}
      {places.length > 0 && <Button onClick={() => showExamples(places)}>{t("showOnMap")}</Button>}
    </li>
  );
}
