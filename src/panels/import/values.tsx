import { type TableName, tableSpec } from "../../domain/tables.ts";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { setValue } from "../../state/imports/files.ts";
import type { Constant, FieldRecipe, ImportFile } from "../../state/imports/store.ts";
import { meaningOfValue } from "../../state/imports/values.ts";
import { Select } from "../../ui/controls.tsx";
import { messages } from "./messages.ts";
import { valueName } from "./names.ts";

const aside = "(aside)";
const empty = "(empty)";
const kept = "(kept)";

/** Our values of fields that are open to others. */
const usual: Readonly<Record<string, readonly string[]>> = { "cases.category": ["component", "event", "service"] };

interface FieldValuesProps {
  readonly file: ImportFile;
  readonly table: TableName;
  readonly name: string;
  readonly filling: FieldRecipe;
}

/** Our values that a field's values can be given; empty where any text will do. */
function choicesOf({ table, name, filling }: FieldValuesProps): readonly string[] {
  const field = tableSpec(table).fields[name];
  if (field?.values) return field.values;
  if (field?.type === "boolean") return filling.map ? ["true", "false"] : [];
  const mapped = Object.values(filling.map ?? {}).filter((value) => value !== null);
  return [...new Set([...(usual[`${table}.${name}`] ?? []), ...mapped.map(String)])];
}

/** The values of a field's column, those that only the check came upon last. */
function sourcesOf({ file, name, filling }: FieldValuesProps): readonly { value: string; rows: number }[] {
  const column = file.sniffed?.columns.find((known) => known.name === filling.from?.[0]);
  const seen = column?.distinct ?? [];
  const late = (file.unlisted[name] ?? []).filter((value) => !seen.some((known) => known.value === value));
  return [...seen, ...late.map((value) => ({ value, rows: 0 }))];
}

/** What each value of a column means: one line for each, our values to choose from. */
export function FieldValues(props: FieldValuesProps) {
  const t = useTexts(messages);
  const choices = choicesOf(props);
  const sources = sourcesOf(props);
  if (choices.length === 0 || sources.length === 0) return null;
  const open = sources.filter(({ value }) => isOpen(props, value)).length;
  return (
    <details className="import-values" open={open > 0}>
      <summary className={open > 0 ? "import-warn" : undefined}>
        {open > 0 ? t("valuesOpen", { n: sources.length, open }) : t("values", { n: sources.length })}
      </summary>
      {sources.map(({ value, rows }) => (
        <ValueRow key={value} {...props} choices={choices} source={value} rows={rows} />
      ))}
    </details>
  );
}

/** How many values of a file have no meaning yet, all its fields together. */
export function openValues(file: ImportFile, table: TableName): number {
  return Object.entries(file.fields).reduce((sum, [name, filling]) => {
    const props = { file, table, name, filling };
    if (!filling.from || choicesOf(props).length === 0) return sum;
    return sum + sourcesOf(props).filter(({ value }) => isOpen(props, value)).length;
  }, 0);
}

/** Whether rows with a value would be put aside for it. */
function isOpen({ table, name, filling }: FieldValuesProps, source: string): boolean {
  const meaning = meaningOfValue(filling, source);
  if (meaning === undefined) return true;
  const allowed = tableSpec(table).fields[name]?.values;
  return filling.map === undefined && allowed !== undefined && !allowed.includes(String(meaning));
}

interface ValueRowProps extends FieldValuesProps {
  readonly choices: readonly string[];
  readonly source: string;
  readonly rows: number;
}

function ValueRow({ choices, source, rows, ...props }: ValueRowProps) {
  const { file, table, name, filling } = props;
  const t = useTexts(messages);
  const locale = useLocale();
  const field = tableSpec(table).fields[name];
  const meaning = isOpen(props, source) ? undefined : meaningOfValue(filling, source);
  const isKept = meaning !== undefined && meaning !== null && !choices.includes(String(meaning));
  const value = meaning === undefined ? aside : meaning === null ? empty : isKept ? kept : String(meaning);
  const isClosed = field?.values !== undefined || field?.type === "boolean";
  const options = [
    ...choices.map((choice) => ({ value: choice, label: valueName(table, name, choice, locale) })),
    ...(isClosed ? [{ value: aside, label: t("putAside") }] : [{ value: kept, label: t("asItIs") }]),
    ...(field?.required ? [] : [{ value: empty, label: t("leaveEmpty") }]),
  ];
  return (
    <div className={`import-value${value === aside ? " import-warn" : ""}`}>
      <span title={source}>
        {source}
        {rows > 0 && <small> ×{rows}</small>}
      </span>
      <Select
        label={t("meaningOf", { value: source })}
        value={value}
        options={options}
        onChange={(next) => setValue(file.name, name, { source, ...meaningFor(next, field?.type) })}
      />
    </div>
  );
}

function meaningFor(choice: string, type: string | undefined): { meaning?: Constant } {
  if (choice === aside || choice === kept) return {};
  if (choice === empty) return { meaning: null };
  if (type === "boolean") return { meaning: choice === "true" };
  return { meaning: type === "number" || type === "integer" ? Number(choice) : choice };
}
