import type { Locale } from "../../domain/document.ts";
import { type TableName, tableSpec } from "../../domain/tables.ts";

const types: Readonly<Record<string, string>> = {
  "a text": "文本",
  "one of the values allowed": "允许的取值",
  "a number": "数字",
  "a whole number": "整数",
  "true or false": "是或否",
  "a date": "日期",
  "a time": "时间",
};

/** The name of a field in a language: its Chinese header, or its name. */
export function fieldName(table: TableName, field: string, locale: Locale): string {
  return locale === "zh-CN" ? (tableSpec(table).fields[field]?.zh ?? field) : field;
}

const chinese: readonly (readonly [RegExp, (table: TableName, match: RegExpExecArray) => string])[] = [
  [/^(\w+) is missing$/, (table, [, field = ""]) => `缺少“${fieldName(table, field, "zh-CN")}”`],
  [/^(\w+) is not unique$/, (table, [, field = ""]) => `“${fieldName(table, field, "zh-CN")}”重复`],
  [
    /^(\w+) is not (.*)$/,
    (table, [, field = "", type = ""]) => `“${fieldName(table, field, "zh-CN")}”不是${types[type] ?? type}`,
  ],
  [
    /^(\w+): the recipe has no value for (.*)$/,
    (table, [, field = "", value = ""]) => `“${fieldName(table, field, "zh-CN")}”的取值${value}没有对应`,
  ],
  [/^position is not in degrees/, () => "坐标不是经纬度"],
  [/^position is far outside/, () => "坐标远在区域之外"],
  [/^the row has more cells/, () => "这一行的单元格比表头多"],
  [/^geometry is missing/, () => "缺少几何"],
  [/^geometry(?: is a)?:? ?(.*)$/, (_, [, what = ""]) => `几何不可用（${what}）`],
];

/** Why a row was put aside, in the user's language. */
export function reasonText(table: TableName, reason: string, locale: Locale): string {
  if (locale !== "zh-CN") return reason;
  for (const [pattern, textOf] of chinese) {
    const match = pattern.exec(reason);
    if (match) return textOf(table, match);
  }
  return reason;
}
