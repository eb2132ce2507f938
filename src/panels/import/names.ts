import type { Locale } from "../../domain/document.ts";
import { type TableName, tableSpec } from "../../domain/tables.ts";
import { areaLevels } from "../../domain/vocabulary.ts";
import { codeLabel, levelLabel } from "../../i18n/labels.ts";

const types: Readonly<Record<string, string>> = {
  "a text": "文本",
  "one of the values allowed": "允许的取值",
  "a number": "数字",
  "a whole number": "整数",
  "true or false": "是或否",
  "a date": "日期",
  "a time": "时间",
};

const abbreviations: Readonly<Record<string, string>> = {
  id: "ID",
  lon: "Longitude",
  lat: "Latitude",
  dept: "Department",
};

/** A name of code in words: `reported_at` is "Reported at". */
function inWords(name: string): string {
  const words = name.split("_").map((word) => abbreviations[word] ?? word);
  const [first = "", ...others] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(" ");
}

/** The name of a field in a language: its Chinese header, or its own name in words. */
export function fieldName(table: TableName, field: string, locale: Locale): string {
  return locale === "zh-CN" ? (tableSpec(table).fields[field]?.zh ?? field) : inWords(field);
}

/** The name of a table in a language. */
export function tableName(table: TableName, locale: Locale): string {
  return locale === "zh-CN" ? tableSpec(table).zh : inWords(table);
}

/** Under which name the labels know the codes of a field. */
const labelled: Readonly<Record<string, string>> = {
  "cameras.status": "camera_status",
  "facilities.type": "facility_type",
  "road_edges.class": "road_class",
};

/** The name of one of our values of a field. */
export function valueName(table: TableName, field: string, value: string, locale: Locale): string {
  if (field === "level") {
    const level = areaLevels.find((known) => known === value);
    return level ? levelLabel(null, level, locale) : value;
  }
  if (value === "true") return locale === "zh-CN" ? "是" : "Yes";
  if (value === "false") return locale === "zh-CN" ? "否" : "No";
  const label = codeLabel(null, labelled[`${table}.${field}`] ?? field, value, locale);
  return label === value && locale === "en" ? inWords(value) : label;
}

const chinese: readonly (readonly [RegExp, (table: TableName, match: RegExpExecArray) => string])[] = [
  [/^(\w+) is missing$/, (table, [, field = ""]) => `缺少“${fieldName(table, field, "zh-CN")}”`],
  [/^(\w+) is not unique$/, (table, [, field = ""]) => `“${fieldName(table, field, "zh-CN")}”重复`],
  [
    /^(\w+) is in the dataset already$/,
    (table, [, field = ""]) => `数据集中已有相同的“${fieldName(table, field, "zh-CN")}”`,
  ],
  [
    /^(\w+) is not (.*)$/,
    (table, [, field = "", type = ""]) => `“${fieldName(table, field, "zh-CN")}”不是${types[type] ?? type}`,
  ],
  [
    /^(\w+): the recipe has no value for (.*)$/s,
    (table, [, field = "", value = ""]) => `“${fieldName(table, field, "zh-CN")}”的取值${value}没有对应`,
  ],
  [/^position is not in degrees/, () => "坐标不是经纬度"],
  [/^position is far outside/, () => "坐标远在区域之外"],
  [/^the row has more cells/, () => "这一行的单元格比表头多"],
  [/^geometry is missing/, () => "缺少几何"],
  [/^geometry(?: is a)?:? ?(.*)$/, (_, [, what = ""]) => `几何不可用（${what}）`],
];

const english: readonly (readonly [RegExp, (table: TableName, match: RegExpExecArray) => string])[] = [
  [
    /^(\w+): the recipe has no value for (.*)$/s,
    (table, [, field = "", value = ""]) => `${fieldName(table, field, "en")}: ${value} has no meaning yet`,
  ],
  [/^(\w+_\w+|lon|lat) is (.*)$/, (table, [, field = "", what = ""]) => `${fieldName(table, field, "en")} is ${what}`],
];

/** What a rule shows of a row, with the names of fields in the user's language. */
export function detailText(table: TableName, detail: string, locale: Locale): string {
  const { fields } = tableSpec(table);
  return detail
    .replace(/\b[a-z]+(?:_[a-z0-9]+)*\b/g, (word) =>
      Object.hasOwn(fields, word) ? fieldName(table, word, locale) : word,
    )
    .replace(/(\d{4}-\d{2}-\d{2})T/g, "$1 ");
}

/** Why a row was put aside, in the user's language. */
export function reasonText(table: TableName, reason: string, locale: Locale): string {
  for (const [pattern, textOf] of locale === "zh-CN" ? chinese : english) {
    const match = pattern.exec(reason);
    if (match) return textOf(table, match);
  }
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
