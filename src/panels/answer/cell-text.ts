import { filterFields } from "../../domain/case-chunk.ts";
import type { Locale } from "../../domain/document.ts";
import type { Manifest } from "../../domain/manifest.ts";
import { codeLabel } from "../../i18n/labels.ts";
import type { ShapedColumn } from "../../lib/sql/shaping.ts";
import type { GridCell } from "../../state/query/rows.ts";

interface Words {
  readonly missing: string;
  readonly yes: string;
  readonly no: string;
  readonly bytes: (count: number) => string;
}

/** A value as the page's language writes it: its text, and after it the code that the data holds. */
export interface CellText {
  readonly text: string;
  readonly aside?: string;
  readonly missing?: boolean;
}

/** Which names a column's codes have. */
const labelled: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(filterFields.map((field) => [field, [field]])),
  status: ["status", "camera_status"],
  dept_id: ["dept"],
  owner_dept: ["dept"],
  lead_dept: ["dept"],
  type: ["facility_type"],
  sub_code: ["sub_code"],
  level: ["level"],
};

/** The name of a code in a column of a result; the code itself where it has none. */
export function nameOfCode(
  manifest: Manifest | null,
  column: string,
  { code, locale }: { readonly code: string; readonly locale: Locale },
) {
  const fields = code === "" ? [] : (labelled[column.toLowerCase()] ?? []);
  return fields.map((field) => codeLabel(manifest, field, code, locale)).find((label) => label !== code) ?? code;
}

const numberFormats = new Map<Locale, Intl.NumberFormat>();

function numberText(value: number, locale: Locale): string {
  const format =
    numberFormats.get(locale) ?? new Intl.NumberFormat(locale, { useGrouping: "min2", maximumFractionDigits: 6 });
  numberFormats.set(locale, format);
  const small = value !== 0 && Math.abs(value) < 1e-5;
  return small || Math.abs(value) >= 1e15 ? value.toPrecision(4) : format.format(value);
}

/** Writes the cells of a result. */
export function cellWriter(manifest: Manifest | null, locale: Locale, words: Words) {
  return ({ name, kind }: ShapedColumn, value: GridCell): CellText => {
    if (value === null || (typeof value === "number" && Number.isNaN(value)))
      return { text: words.missing, missing: true };
    if (kind === "bytes") return { text: words.bytes(Number(value)) };
    if (typeof value === "number") return { text: numberText(value, locale) };
    if (typeof value === "boolean") return { text: value ? words.yes : words.no };
    const text = String(value);
    if (kind === "time") return { text: text.replace("T", " ") };
    const label = nameOfCode(manifest, name, { code: text, locale });
    return label === text ? { text } : { text: label, aside: text };
  };
}

/** A value as it goes to the clipboard: exact, and nothing where it is missing. */
export function plainText(value: GridCell): string {
  return value === null ? "" : String(value);
}

/** Room for a column by what it holds and what it is called. */
export function widthOf({ name, kind }: ShapedColumn): number {
  const title = [...name].reduce((sum, character) => sum + (character > "\u2e80" ? 13 : 7.5), 44);
  const usual = { number: 96, text: 164, time: 158, date: 104, boolean: 80, bytes: 110 }[kind];
  return Math.round(Math.min(260, Math.max(title, usual)));
}
