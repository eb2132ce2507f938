import type { Field } from "../../domain/fields.ts";
import { type TableName, tableSpec } from "../../domain/tables.ts";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { setColumn, setField } from "../../state/imports/files.ts";
import { missingFields } from "../../state/imports/missing.ts";
import { type FieldRecipe, type ImportFile, imports, type TimeKind, timeKinds } from "../../state/imports/store.ts";
import { wallClockText } from "../../state/imports/times.ts";
import { useLocal } from "../../state/local-store.ts";
import { Select } from "../../ui/controls.tsx";
import { messages } from "./messages.ts";
import { fieldName } from "./names.ts";
import { FieldValues, openValues } from "./values.tsx";

interface FieldsProps {
  readonly file: ImportFile;
  readonly table: TableName;
}

const isShown = (table: TableName, name: string, { type }: Field): boolean =>
  type !== "geometry" && !(table === "cases" && name.endsWith("_id") && !/^(case|item|stated)/.test(name));

/** Which column fills which field: what is filled or needed first, everything else below. */
export function Fields({ file, table }: FieldsProps) {
  const t = useTexts(messages);
  const shown = Object.entries(tableSpec(table).fields).filter(([name, field]) => isShown(table, name, field));
  const first = shown.filter(([name, { required }]) => required || file.fields[name]);
  const others = shown.filter(([name, { required }]) => !required && !file.fields[name]);
  const open = openValues(file, table);
  const unread = Object.keys(file.unlisted).length > 0;
  return (
    <details className="import-fields" open={unread || missingFields(file).length > 0}>
      <summary className={open > 0 ? "import-warn" : undefined}>
        {open > 0 ? t("fieldsOpen", { n: first.length, open }) : t("fields", { n: first.length })}
      </summary>
      {first.map(([name, field]) => (
        <FieldRow key={name} file={file} table={table} name={name} field={field} />
      ))}
      {others.length > 0 && (
        <details>
          <summary>{t("otherFields", { n: others.length })}</summary>
          {others.map(([name, field]) => (
            <FieldRow key={name} file={file} table={table} name={name} field={field} />
          ))}
        </details>
      )}
    </details>
  );
}

const none = "(none)";
const same = "(same)";

interface FieldRowProps extends FieldsProps {
  readonly name: string;
  readonly field: Field;
}

function FieldRow({ file, table, name, field }: FieldRowProps) {
  const t = useTexts(messages);
  const locale = useLocale();
  const filling = file.fields[name];
  const title = fieldName(table, name, locale);
  const columns = file.sniffed?.columns.map((column) => column.name) ?? [];
  const [column] = filling?.from ?? [];
  return (
    <div className="import-field">
      <span>
        {title}
        {field.required && (
          <abbr title={t("required")} className="import-required">
            *
          </abbr>
        )}
      </span>
      <Select
        label={`${title}: ${t("column")}`}
        value={column ?? (filling ? same : none)}
        options={[
          { value: none, label: t("empty") },
          { value: same, label: t("constant") },
          ...columns.map((value) => ({ value, label: columnLabel(value, t) })),
        ]}
        onChange={(next) => {
          if (next === none) setField(file.name, name, null);
          else if (next === same) setField(file.name, name, { value: field.values?.[0] ?? "" });
          else setColumn(file.name, name, next);
        }}
      />
      {filling?.value !== undefined && (
        <input
          className="import-constant"
          aria-label={`${title}: ${t("constantValue")}`}
          value={String(filling.value ?? "")}
          onChange={(event) => setField(file.name, name, { value: event.target.value })}
        />
      )}
      {filling?.from && isTime(field) && <TimeForm file={file} name={name} filling={filling} />}
      {filling?.from && !isTime(field) && <FieldValues file={file} table={table} name={name} filling={filling} />}
    </div>
  );
}

/** Columns that a reader makes have names of their own. */
function columnLabel(name: string, t: (key: "madeRow" | "madeLon" | "madeLat") => string): string {
  if (name === "$row") return t("madeRow");
  if (name === "$lon") return t("madeLon");
  return name === "$lat" ? t("madeLat") : name;
}

const isTime = ({ type }: Field): boolean => type === "timestamp" || type === "date";

interface TimeFormProps {
  readonly file: ImportFile;
  readonly name: string;
  readonly filling: FieldRecipe;
}

/** How the times of a column are written, and what the first one becomes. */
function TimeForm({ file, name, filling }: TimeFormProps) {
  const t = useTexts(messages);
  const timeZone = useLocal(imports, (state) => state.timeZone);
  const kind = filling.time ?? "wall-clock";
  const text = file.sniffed?.columns
    .find((column) => column.name === filling.from?.[0])
    ?.values.find((value) => value !== "");
  const read = text === undefined ? undefined : (wallClockText(text, kind, timeZone) ?? t("noTime"));
  return (
    <>
      <Select<TimeKind>
        label={t("timeForm")}
        value={kind}
        options={timeKinds.map((value) => ({ value, label: t(`time.${value}`) }))}
        onChange={(time) => setField(file.name, name, { ...filling, time })}
      />
      {read !== undefined && !(text ?? "").startsWith(read) && (
        <span className="view-note">
          {text} → {read}
        </span>
      )}
    </>
  );
}
