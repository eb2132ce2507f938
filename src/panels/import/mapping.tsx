import { useId } from "react";
import { type TableName, tableNames, tableSpec } from "../../domain/tables.ts";
import { faultText } from "../../i18n/faults.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { dropFile, type ImportFile, setCoordinates, setField, sniffFile } from "../../state/imports.ts";
import { Button, Select } from "../../ui/controls.tsx";
import { Section } from "../../ui/panel.tsx";
import { Warnings } from "../../ui/view-parts.tsx";
import { messages } from "./messages.ts";
import { fieldName } from "./reasons.ts";

const systems = [
  "WGS-84",
  "CGCS2000",
  "GCJ-02",
  "BD-09",
  "EPSG:3857",
  "EPSG:4269",
  ...Array.from({ length: 12 }, (_, i) => `EPSG:${4543 + i}` as const),
  ...Array.from({ length: 12 }, (_, i) => `EPSG:${4522 + i}` as const),
  ...Array.from({ length: 6 }, (_, i) => `EPSG:${32647 + i}` as const),
] as const;

const meanings: Readonly<Record<string, string>> = Object.fromEntries([
  ...Array.from({ length: 12 }, (_, i) => [`EPSG:${4543 + i}`, `CGCS2000 3° ${102 + 3 * i}E`]),
  ...Array.from({ length: 12 }, (_, i) => [`EPSG:${4522 + i}`, `CGCS2000 3° zone ${34 + i}`]),
  ...Array.from({ length: 6 }, (_, i) => [`EPSG:${32647 + i}`, `UTM ${47 + i}N`]),
  ["EPSG:3857", "Web Mercator"],
  ["EPSG:4269", "NAD83"],
]);

const systemName = (system: string): string => (meanings[system] ? `${meanings[system]} (${system})` : system);

const megabyte = 1_000_000;

/** Size in megabytes, kilobytes below one. */
export function sizeText(bytes: number): string {
  return bytes >= megabyte ? `${(bytes / megabyte).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}

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
      {sniffed && <Sniffed file={file} />}
    </Section>
  );
}

/** Required fields that nothing fills. */
export function missingFields({ table, fields, sniffed }: ImportFile): string[] {
  if (!table || !sniffed) return [];
  const hasShape = sniffed.columns.some(({ name }) => name === "$geometry");
  return Object.entries(tableSpec(table).fields)
    .filter(([name, { required, type }]) => required && (type === "geometry" ? !hasShape : !fields[name]))
    .map(([name]) => name);
}

function Sniffed({ file }: { readonly file: ImportFile }) {
  const { sniffed, table, fields, name } = file;
  const locale = useLocale();
  const t = useTexts(messages);
  if (!sniffed || !table) return null;
  const missing = missingFields(file);
  return (
    <>
      <p className="view-note">
        {t("fileFacts", { format: sniffed.format, encoding: sniffed.encoding ?? "–", size: sizeText(sniffed.bytes) })}
        {" · "}
        {t("profile", { profile: t(`profile.${sniffed.match.profile}`) })}
        {" · "}
        {t("matched", { n: Object.keys(fields).length })}
      </p>
      <div className="import-row">
        <Select
          labelled
          label={t("table")}
          value={table}
          options={tableNames.map((value) => ({ value, label: locale === "zh-CN" ? tableSpec(value).zh : value }))}
          onChange={(value: TableName) => void sniffFile(name, { table: value })}
        />
        {sniffed.sheets && sniffed.sheets.length > 1 && (
          <Select
            labelled
            label={t("sheet")}
            value={file.sheet ?? sniffed.sheets[0] ?? ""}
            options={sniffed.sheets.map((value) => ({ value, label: value }))}
            onChange={(sheet) => void sniffFile(name, { sheet })}
          />
        )}
        <Place file={file} />
      </div>
      {missing.length > 0 && (
        <Warnings
          texts={[
            t("missing", {
              fields: missing.map((field) => fieldName(table, field, locale)).join(locale === "zh-CN" ? "、" : ", "),
            }),
          ]}
        />
      )}
      <Hint file={file} />
      <Fields file={file} />
      <Preview file={file} />
    </>
  );
}

function Place({ file }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  const { coordinates, sniffed, name } = file;
  const known = coordinates && !systems.some((system) => system === coordinates) ? [coordinates, ...systems] : systems;
  const options = known.map((value: string) => ({ value, label: systemName(value) }));
  return (
    <Select
      labelled
      label={`${t("coordinates")}${sniffed?.isStated ? t("stated") : ""}`}
      value={coordinates ?? ""}
      options={coordinates ? options : [{ value: "", label: t("unset") }, ...options]}
      onChange={(value) => {
        const system = known.find((one) => one === value);
        if (system) setCoordinates(name, system);
      }}
    />
  );
}

function Hint({ file }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { hint, coordinates, name } = file;
  if (!coordinates && !hint) return <Warnings texts={[t("planeUnknown")]} />;
  if (!hint) return null;
  const values = {
    system: systemName(hint.system),
    share: format.percent(hint.share),
    metres: format.number(Math.round(hint.movedMetres)),
  };
  return (
    <>
      <Warnings texts={[t("hint", values)]} />
      <Button onClick={() => setCoordinates(name, hint.system)}>{t("useHint", values)}</Button>
    </>
  );
}

const none = "(none)";
const same = "(same)";

function Fields({ file }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  const { table, sniffed } = file;
  if (!table || !sniffed) return null;
  const shown = Object.entries(tableSpec(table).fields).filter(
    ([name, { type }]) =>
      type !== "geometry" && !(table === "cases" && name.endsWith("_id") && !/^(case|item|stated)/.test(name)),
  );
  return (
    <details className="import-fields" open={missingFields(file).length > 0}>
      <summary>{t("fields")}</summary>
      {shown.map(([field]) => (
        <FieldRow key={field} file={file} table={table} field={field} />
      ))}
    </details>
  );
}

interface FieldRowProps {
  readonly file: ImportFile;
  readonly table: TableName;
  readonly field: string;
}

function FieldRow({ file, table, field }: FieldRowProps) {
  const t = useTexts(messages);
  const locale = useLocale();
  const id = useId();
  const { fields, sniffed, name } = file;
  const filling = fields[field];
  const columns = sniffed?.columns.map((column) => column.name) ?? [];
  const spec = tableSpec(table).fields[field];
  const value = filling?.from?.[0] ?? (filling ? same : none);
  const mapped = Object.keys(filling?.map ?? {}).length;
  return (
    <div className="import-field">
      <span>
        {fieldName(table, field, locale)}
        {spec?.required && " *"}
      </span>
      <Select
        label={`${fieldName(table, field, locale)}: ${t("column")}`}
        value={value}
        options={[
          { value: none, label: t("empty") },
          { value: same, label: t("constant") },
          ...columns.map((column) => ({ value: column, label: column })),
        ]}
        onChange={(next) => {
          if (next === none) setField(name, field, null);
          else if (next === same) setField(name, field, { value: spec?.values?.[0] ?? "" });
          else setField(name, field, { from: [next] });
        }}
      />
      {filling?.value !== undefined && (
        <input
          id={id}
          className="import-constant"
          aria-label={t("constantValue")}
          value={String(filling.value ?? "")}
          onChange={(event) => setField(name, field, { value: event.target.value })}
        />
      )}
      {mapped > 0 && <span className="view-note">{t("values", { n: mapped })}</span>}
    </div>
  );
}

function Preview({ file: { sniffed } }: { readonly file: ImportFile }) {
  const t = useTexts(messages);
  if (!sniffed) return null;
  const columns = sniffed.columns.filter(({ name }) => !name.startsWith("$"));
  const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) => row);
  return (
    <details className="import-preview">
      <summary>{t("preview", { n: rows.length })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="import-scroll" aria-label={t("preview", { n: rows.length })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                {columns.map(({ name, values }) => (
                  <td key={name}>{values[row]?.slice(0, 80)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
