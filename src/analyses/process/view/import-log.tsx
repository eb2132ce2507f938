import { useEffect, useRef, useState } from "react";
import { type Fault, toFault } from "../../../domain/fault.ts";
import { faultText } from "../../../i18n/faults.ts";
import { useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import {
  type EventField,
  type EventFile,
  type EventNames,
  type EventSample,
  eventFields,
  hasOwnColumns,
  importEvents,
  neededEventFields,
  sampleEvents,
  takeOffered,
} from "../../../state/event-log.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { EmptyState } from "../../../ui/panel.tsx";
import { messages } from "./messages.ts";

interface Chosen {
  readonly file: EventFile;
  readonly sample: EventSample;
}

/** The way to open another log: XES at once, a table after its columns have been named. */
export function ImportLog() {
  const chooser = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const t = useTexts(messages);
  const locale = useLocale();
  const fail = (file: EventFile) => (error: unknown) => setFault(toFault(error, "corrupt", { file: file.path }));
  const open = (file: EventFile, names?: EventNames) => {
    setChosen(null);
    importEvents(file, names).then((log) => setAnalysis("process", { log }), fail(file));
  };
  const choose = (file: EventFile) => {
    setFault(null);
    if (!hasOwnColumns(file)) open(file);
    else sampleEvents(file).then((sample) => setChosen({ file, sample }), fail(file));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file that waits is taken once, when the view comes
  useEffect(() => {
    const waiting = takeOffered();
    if (waiting) choose(waiting);
  }, []);
  const said = fault && faultText(fault, locale);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".xes,.csv,.tsv,.txt,.gz"
        aria-label={t("import")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) choose({ path: file.name, blob: file });
          event.target.value = "";
        }}
      />
      <span>
        <Button icon="folder" onClick={() => chooser.current?.click()}>
          {t("import")}
        </Button>
      </span>
      <p className="view-note">{t("importHint")}</p>
      {said && <EmptyState title={`${said.what} ${said.wayOn}`} />}
      {chosen && (
        <Dialog
          title={t("columns", { file: chosen.file.path })}
          closeLabel={t("close")}
          onClose={() => setChosen(null)}
        >
          <ColumnNames sample={chosen.sample} onOpen={(names) => open(chosen.file, names)} />
        </Dialog>
      )}
    </>
  );
}

interface ColumnNamesProps {
  readonly sample: EventSample;
  readonly onOpen: (names: EventNames) => void;
}

/** Which column of a table holds what, with its first rows below. */
function ColumnNames({ sample, onOpen }: ColumnNamesProps) {
  const [names, setNames] = useState(sample.names);
  const t = useTexts(messages);
  const missing = neededEventFields.filter((field) => !names[field]);
  const options = [
    { value: "", label: t("noColumn") },
    ...sample.columns.map((column): { value: string; label: string } => ({ value: column, label: column })),
  ];
  const name = (field: EventField, column: string) =>
    setNames(({ [field]: _, ...others }) => (column === "" ? others : { ...others, [field]: column }));
  return (
    <div className="process-wide">
      <p className="view-note">{t("columnsHint")}</p>
      <div className="process-columns">
        {eventFields.map((field) => (
          <Select
            key={field}
            labelled
            label={t(`field.${field}`)}
            options={options}
            value={names[field] ?? ""}
            onChange={(column) => name(field, column)}
          />
        ))}
      </div>
      <Preview sample={sample} names={names} />
      {missing.length > 0 && <p className="view-note">{t("columnsMissing")}</p>}
      <span>
        <Button disabled={missing.length > 0} onClick={() => onOpen(names)}>
          {t("openLog")}
        </Button>
      </span>
    </div>
  );
}

function Preview({ sample: { columns, rows }, names }: { readonly sample: EventSample; readonly names: EventNames }) {
  const t = useTexts(messages);
  const fieldOf = (column: string) => eventFields.find((field) => names[field] === column);
  const shown = (column: string, text: string) => (fieldOf(column) === "actor_id" && text !== "" ? "•••" : text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable with the keyboard
    <section className="process-cases" aria-label={t("preview")} tabIndex={0}>
      <table className="process-preview">
        <thead>
          <tr>
            {columns.map((column) => {
              const field = fieldOf(column);
              return (
                <th key={column} scope="col" className={field ? "process-named" : undefined}>
                  {column}
                  <span>{field ? t(`field.${field}`) : t("noColumn")}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join("\t")}>
              {columns.map((column, i) => (
                <td key={column}>{shown(column, row[i] ?? "")}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
