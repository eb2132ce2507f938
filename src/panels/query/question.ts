import type { Locale } from "../../domain/document.ts";
import type { TableName } from "../../domain/tables.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import { quoted } from "../../lib/sql/names.ts";

/** What the questions are asked about: the data's last moment, the level that areas are compared by, and the language. */
export interface QuestionContext {
  /** Wall-clock moment up to which the data is complete, ISO 8601. */
  readonly asOf: string;
  readonly level: AreaLevel;
  readonly locale: Locale;
}

/** The level at which people are responsible: few enough areas to read as a list. */
export function levelToCompare(levels: readonly AreaLevel[]): AreaLevel | null {
  const usual = ["duty_grid", "comp_grid", "community", "micro_grid"] as const;
  return usual.find((level) => levels.includes(level)) ?? levels.at(-1) ?? null;
}

export const topics = ["cases", "areas", "cameras", "facilities", "events", "results"] as const;
export type Topic = (typeof topics)[number];

/** A ready-made question: its SQL, and how its answer is best looked at. */
export interface Question {
  readonly id: QuestionId;
  readonly topic: Topic;
  readonly needs: readonly TableName[];
  /** A result table that has to be there. */
  readonly result?: string;
  /** A level of areas that the dataset has to have. */
  readonly level?: AreaLevel;
  readonly shown: "table" | "map" | "chart";
  readonly sql: (context: Parts) => string;
}

export const questionIds = [
  "overdue",
  "months",
  "slowest",
  "oldest",
  "hours",
  "addresses",
  "sources",
  "density",
  "per1000",
  "elderly",
  "cameraStatus",
  "camerasDown",
  "nightCells",
  "facilityTypes",
  "schools",
  "rework",
  "stages",
  "hotResidents",
] as const;
export type QuestionId = (typeof questionIds)[number];

/** Pieces of SQL that questions share. */
export interface Parts {
  readonly asOf: string;
  /** The column of cases that holds the area's id. */
  readonly areaId: string;
  readonly level: AreaLevel;
  /** A column's name in the language of the page. */
  readonly as: (zh: string, en: string) => string;
  /** The kind of a case: by its name in Chinese, else by its code, which the page names. */
  readonly kind: string;
  /** A case that was or is late. */
  readonly late: string;
  /** The calendar month before the data ends. */
  readonly lastMonth: string;
  /** The twelve months before the data ends. */
  readonly lastYear: string;
}

/** The SQL of a question for a dataset and a language. */
export function questionSql({ sql }: Pick<Question, "sql">, { asOf, level, locale }: QuestionContext): string {
  const end = `TIMESTAMP '${asOf.replace("T", " ").slice(0, 19)}'`;
  return sql({
    asOf: end,
    level,
    areaId: `${level}_id`,
    as: (zh, en) => quoted(locale === "zh-CN" ? zh : en),
    kind: locale === "zh-CN" ? `c.sub_name AS ${quoted("问题小类")}` : "c.sub_code",
    late: `coalesce(c.closed_at, ${end}) > c.due_at`,
    lastMonth: `c.reported_at >= date_trunc('month', ${end}) - INTERVAL 1 MONTH\n  AND c.reported_at < date_trunc('month', ${end})`,
    lastYear: `c.reported_at >= ${end} - INTERVAL 1 YEAR`,
  });
}

/** The statement that shows the rows of a result table. */
export function resultSql(table: string): string {
  return `SELECT *\nFROM ${quoted(table)}`;
}
