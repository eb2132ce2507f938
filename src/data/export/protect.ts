import { quoted } from "../../lib/sql/names.ts";
import type { Protection } from "./provenance.ts";
import { type ExportField, isNumeric } from "./table.ts";

/** How a table is protected. */
export interface ProtectOptions {
  /** Counts of people from 1 to below this are left out; 0 leaves all in. */
  readonly minimumCell: number;
  /** Whether personal texts are replaced. */
  readonly mask: boolean;
}

/** What is done unless the user says otherwise. */
export const defaultProtection: ProtectOptions = { minimumCell: 5, mask: true };

/** What stands in place of a personal text. */
export const maskText = "***";

const peopleCount =
  /(^|_)(pop|residents?|people|persons?|population|households|elderly|living_alone|elderly_only|childless_elderly|oldest_old|unemployed|disabled|low_income|extreme_poverty|employed)(_|$)|常住人口|实有人口|户籍人口|流动人口|外籍人口|居民|户数|人数/i;
const notCount =
  /(share|rate|ratio|percent|per_|median|mean|minutes?|_min$|_s$|_km2?$|_m2?$|year|density|within|access|score)/i;
const perPeople = /per_(1000|1_000|person|resident|capita|household)/i;
const personal =
  /^(description|address|address_text|reporter(_name|_phone)?|phone|mobile|tel|telephone|contact|id_card|id_number|plate|person_name|full_name|email|staff_id|actor_id|handler|note_text|问题描述|描述|地址|地址描述|姓名|联系人|电话|手机|身份证.*|车牌.*)$/i;

/** Columns that a protection is about. */
export interface ProtectedColumns {
  readonly counts: readonly string[];
  readonly rates: readonly string[];
  readonly personal: readonly string[];
}

/** Which columns count people, which are rates by people, and which hold personal texts, by their names and types. */
export function protectedColumns(fields: readonly ExportField[]): ProtectedColumns {
  const numeric = fields.filter(({ type }) => isNumeric(type)).map(({ name }) => name);
  return {
    counts: numeric.filter((name) => peopleCount.test(name) && !notCount.test(name)),
    rates: numeric.filter((name) => perPeople.test(name)),
    personal: fields.filter(({ name, type }) => type === "text" && personal.test(name)).map(({ name }) => name),
  };
}

/** A protected table: its statement, and what was done. */
export interface Protected {
  readonly sql: string;
  /** Counts rows and the cells that are left out, as `rows` and `cells`. */
  readonly countSql: string;
  readonly columns: ProtectedColumns;
}

/** A statement's rows with small counts of people left out, and the rates made from them, and personal texts replaced. */
export function protect(sql: string, fields: readonly ExportField[], options: ProtectOptions): Protected {
  const found = protectedColumns(fields);
  const k = Math.floor(options.minimumCell);
  const counts = k > 1 ? found.counts : [];
  const rates = counts.length > 0 ? found.rates : [];
  const masked = options.mask ? found.personal : [];
  const small = (name: string) => `(${quoted(name)} > 0 AND ${quoted(name)} < ${k})`;
  const anySmall = counts.map(small).join(" OR ");
  const replacements = [
    ...counts.map((name) => `CASE WHEN ${small(name)} THEN NULL ELSE ${quoted(name)} END AS ${quoted(name)}`),
    ...rates.map((name) => `CASE WHEN ${anySmall} THEN NULL ELSE ${quoted(name)} END AS ${quoted(name)}`),
    ...masked.map((name) => `CASE WHEN ${quoted(name)} IS NULL THEN NULL ELSE '${maskText}' END AS ${quoted(name)}`),
  ];
  const bare = sql.replace(/[;\s]+$/, "");
  const cells = [
    ...counts.map((name) => `count(*) FILTER (${small(name)})`),
    ...rates.map((name) => `count(${quoted(name)}) FILTER (${anySmall})`),
  ];
  return {
    // A comment at the end of the statement must not swallow the bracket.
    sql: replacements.length > 0 ? `SELECT * REPLACE (${replacements.join(", ")}) FROM (${bare}\n)` : bare,
    countSql: `SELECT count(*)::DOUBLE AS rows, (${cells.join(" + ") || "0"})::DOUBLE AS cells FROM (${bare}\n)`,
    columns: { counts, rates, personal: masked },
  };
}

/** What was done, for the provenance. */
export function protectionOf({ columns }: Protected, cells: number, options: ProtectOptions): Protection {
  const k = Math.floor(options.minimumCell);
  const notes = [
    ...(columns.counts.length > 0
      ? [
          `Counts of people from 1 to ${k - 1} are left out, and rates made from them. Totals are not adjusted: what is left out can be found where all other parts of a total are given.`,
        ]
      : []),
    ...(columns.personal.length > 0 ? [`Personal texts are replaced by ${maskText}.`] : []),
  ];
  return {
    minimumCell: k > 1 ? k : null,
    suppressedColumns: [...columns.counts, ...columns.rates],
    suppressedCells: cells,
    maskedColumns: columns.personal,
    note: notes.join(" "),
  };
}
