import { useEffect, useMemo, useState } from "react";
import { columnTitles } from "../../i18n/column-titles.ts";
import { faultText } from "../../i18n/faults.ts";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import {
  defaultProtection,
  describeSubject,
  type Exported,
  type ExportField,
  type ExportFormat,
  exportFormats,
  exportToFile,
  formatFacts,
  type ProtectOptions,
} from "../../state/export-run.ts";
import { type ExportSubject, exportSubjects } from "../../state/export-subjects.ts";
import { createRunner, type Run } from "../../state/runs.ts";
import { Button, Select } from "../../ui/controls.tsx";
import { downloadBlob } from "../../ui/download.ts";
import { messages } from "./messages.ts";
import { Protection } from "./protection.tsx";

/** What is known of the chosen table. */
interface Described {
  readonly id: string;
  readonly fields: readonly ExportField[];
  readonly places: boolean;
}

/** Choosing a table, a format and how personal data is protected, and the export on its way. */
export function TablePart() {
  const t = useTexts(messages);
  const subjects = useSubjects();
  const [chosen, setChosen] = useState<string | null>(null);
  const [format, setFormat] = useState<ExportFormat>("csv");
  const subject = subjects?.find(({ id }) => id === chosen) ?? subjects?.[0] ?? null;
  const described = useDescription(subject);
  if (subjects === null) return <p role="status">{t("reading")}</p>;
  if (!subject) return <p>{t("nothing")}</p>;
  const nameOf = ({ kind, name }: ExportSubject) => t(`kind.${kind}`, { name });
  return (
    <div className="export-part">
      <Select
        labelled
        label={t("subject")}
        options={subjects.map((one) => ({ value: one.id, label: nameOf(one) }))}
        value={subject.id}
        onChange={setChosen}
      />
      <p className="export-hint">{described && sizeOf(subject, described, t)}</p>
      <Select
        labelled
        label={t("format")}
        options={exportFormats.map((value) => ({ value, label: t(`format.${value}`) }))}
        value={format}
        onChange={setFormat}
      />
      <p className="export-hint">{t(`hint.${format}`, { most: formatFacts[format].mostRows })}</p>
      {described && <Exporting key={subject.id} subject={subject} described={described} format={format} />}
    </div>
  );
}

type T = ReturnType<typeof useTexts<keyof (typeof messages)["en"]>>;

function sizeOf({ rows }: ExportSubject, { fields }: Described, t: T): string {
  const columns = fields.length;
  return rows === null ? t("columns", { columns }) : t("rows", { rows, columns });
}

interface ExportingProps {
  readonly subject: ExportSubject;
  readonly described: Described;
  readonly format: ExportFormat;
}

function Exporting({ subject, described, format }: ExportingProps) {
  const t = useTexts(messages);
  const locale = useLocale();
  const [protection, setProtection] = useState<ProtectOptions>(defaultProtection);
  const [progress, setProgress] = useState<readonly [done: number, total: number]>([0, 0]);
  const [run, setRun] = useState<Run<Exported>>({ status: "idle" });
  const runner = useMemo(() => createRunner<Exported>(setRun), []);
  useEffect(() => () => runner.cancel(), [runner]);
  const { mostRows, places } = formatFacts[format];
  const refused =
    places && !described.places
      ? t("needsPlaces")
      : (subject.rows ?? 0) > mostRows
        ? t("tooLong", { rows: subject.rows ?? 0, most: mostRows })
        : null;
  const go = () => {
    setProgress([0, 0]);
    void runner.start(async ({ signal }) => {
      const onProgress = (done: number, total: number) => setProgress([done, total]);
      const options = { format, protection, titles: columnTitles(locale) };
      const exported = await exportToFile(subject, options, { signal, onProgress });
      if (exported.blob) downloadBlob(exported.name, exported.blob);
      return exported;
    });
  };
  const running = run.status === "running";
  return (
    <>
      <Protection fields={described.fields} value={protection} onChange={setProtection} />
      <p className="export-hint">{t("provenance")}</p>
      {refused && <p className="export-warning">{refused}</p>}
      <div className="export-go">
        {running ? (
          <Button onClick={runner.cancel}>{t("stop")}</Button>
        ) : (
          <Button kind="primary" icon="download" disabled={refused !== null} onClick={go}>
            {t("go")}
          </Button>
        )}
        {running && <progress aria-label={t("go")} value={progress[0]} max={Math.max(1, progress[1])} />}
        <span role="status">{words(run, progress, t)}</span>
        {run.status === "failed" && run.fault.code !== "aborted" && (
          <span className="export-warning">{Object.values(faultText(run.fault, locale)).join(" ")}</span>
        )}
      </div>
    </>
  );
}

function words(run: Run<Exported>, [done, total]: readonly [number, number], t: T): string {
  if (run.status === "running") return t("running", { done, total });
  if (run.status === "ready") return t("done", { rows: run.value.rows, name: run.value.name });
  return run.status === "failed" ? t("failed") : "";
}

/** What can be exported; `null` while that is looked up. */
function useSubjects(): readonly ExportSubject[] | null {
  const [subjects, setSubjects] = useState<readonly ExportSubject[] | null>(null);
  useEffect(() => {
    let gone = false;
    exportSubjects().then(
      (found) => gone || setSubjects(found),
      () => gone || setSubjects([]),
    );
    return () => {
      gone = true;
    };
  }, []);
  return subjects;
}

function useDescription(subject: ExportSubject | null): Described | null {
  const [described, setDescribed] = useState<Described | null>(null);
  useEffect(() => {
    let gone = false;
    if (subject) {
      describeSubject(subject).then(
        (found) => gone || setDescribed({ id: subject.id, ...found }),
        () => gone || setDescribed({ id: subject.id, fields: [], places: false }),
      );
    }
    return () => {
      gone = true;
    };
  }, [subject]);
  return described && described.id === subject?.id ? described : null;
}
