import { type TableName, tableNames } from "../../domain/tables.ts";
import { faultText } from "../../i18n/faults.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { hasOwnColumns, offerLog } from "../../state/event-log.ts";
import { dropFile, sniffFile } from "../../state/imports/files.ts";
import { missingFields } from "../../state/imports/missing.ts";
import { type ImportFile, separators } from "../../state/imports/store.ts";
import { Button, Select } from "../../ui/controls.tsx";
import { Section } from "../../ui/panel.tsx";
import { Warnings } from "../../ui/view-parts.tsx";
import { Fields } from "./fields.tsx";
import { messages } from "./messages.ts";
import { fieldName, tableName } from "./names.ts";
import { Place } from "./place.tsx";
import { Preview } from "./preview.tsx";
import { sizeText } from "./size-text.ts";

/** One file: which table it is, where it lies, and which column is what. */
export function FileMapping({ file }: { readonly file: ImportFile }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const { sniffed, fault, name } = file;
  return (
    <Section
      title={name}
      aside={
        <Button kind="quiet" onClick={() => dropFile(name)}>
          {t("dropFile")}
        </Button>
      }
    >
      {fault && <Warnings texts={[`${faultText(fault, locale).what} ${faultText(fault, locale).wayOn}`]} />}
      {!fault && !sniffed && <p className="view-note">{t("reading")}</p>}
      {sniffed && <Recognised file={file} />}
    </Section>
  );
}

function Recognised({ file }: { readonly file: ImportFile }) {
  const { sniffed, table, fields, name, said } = file;
  const locale = useLocale();
  const format = useFormat();
  const t = useTexts(messages);
  if (!sniffed || !table) return null;
  const missing = missingFields(file);
  const canBeLog = hasOwnColumns({ path: name });
  const filled = Object.keys(fields).length;
  const facts = [sniffed.format.toUpperCase(), sizeText(sniffed.bytes)];
  return (
    <>
      <p className="view-note">
        {filled === 0
          ? format.list([...facts, t("unrecognised")])
          : format.list([...facts, t("profile", { profile: t(`profile.${sniffed.match.profile}`) })])}
        {filled > 0 && `${locale === "zh-CN" ? "，" : ", "}${t("matched", { n: filled })}`}
      </p>
      <div className="import-row">
        <Select
          labelled
          label={t("table")}
          value={table}
          options={tableNames.map((value) => ({ value, label: tableName(value, locale) }))}
          onChange={(value: TableName) => void sniffFile(name, { table: value })}
        />
        {sniffed.sheets && sniffed.sheets.length > 1 && (
          <Select
            labelled
            label={t("sheet")}
            value={said.sheet ?? sniffed.sheets[0] ?? ""}
            options={sniffed.sheets.map((value) => ({ value, label: value }))}
            onChange={(sheet) => void sniffFile(name, { sheet })}
          />
        )}
        {sniffed.format === "csv" && <TextForm file={file} />}
      </div>
      {missing.length > 0 && (
        <Warnings
          texts={[t("missing", { fields: format.list(missing.map((field) => fieldName(table, field, locale))) })]}
        />
      )}
      {canBeLog && (table === "case_events" || missing.length > 0) && (
        <div className="view-actions">
          <span className="view-note">{t("eventLog")}</span>
          <Button onClick={() => offerLog({ path: name, blob: file.blob })}>{t("openEventLog")}</Button>
        </div>
      )}
      <Place file={file} />
      <Fields file={file} table={table} />
      <Preview file={file} />
    </>
  );
}

const encodings = ["utf-8", "gb18030", "utf-16le", "utf-16be", "big5"] as const;

/** How a text file is written, found out beforehand. */
function TextForm({ file: { name, said, sniffed } }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  const found = sniffed?.encoding ?? "utf-8";
  const known = encodings.some((encoding) => encoding === found) ? encodings : [found, ...encodings];
  const separatorNames = { ",": t("comma"), ";": t("semicolon"), "\t": t("tab"), "|": t("bar") };
  return (
    <>
      <Select
        labelled
        label={t("encoding")}
        value={found}
        options={known.map((value: string) => ({ value, label: value.toUpperCase() }))}
        onChange={(encoding) => void sniffFile(name, { encoding })}
      />
      <Select
        labelled
        label={t("separator")}
        value={said.separator ?? "auto"}
        options={[
          { value: "auto", label: t("foundOut"), disabled: said.separator !== undefined },
          ...separators.map((value) => ({ value, label: separatorNames[value] })),
        ]}
        onChange={(value) => value !== "auto" && void sniffFile(name, { separator: value })}
      />
    </>
  );
}
