import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { locales } from "../../src/domain/document.ts";
import { root, sourceFiles } from "../support/files.ts";

type Texts = Readonly<Record<string, string>>;

/** Texts in every language: `messages` of a feature, or a table of i18n. */
interface TextTable {
  readonly name: string;
  readonly byLocale: Readonly<Record<string, unknown>>;
}

const chinese = /\p{Script=Han}/u;

function flatten(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value)]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key));
}

function textsOf(table: TextTable, locale: string): Texts {
  return Object.fromEntries(flatten(table.byLocale[locale]));
}

/** The names in braces that a text wants filled in, each once. */
function placeholders(text = ""): string[] {
  return [...new Set(text.match(/\{\w+/g) ?? [])].sort();
}

async function tablesIn(file: string): Promise<TextTable[]> {
  const module: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href);
  return Object.entries(module)
    .filter((entry): entry is [string, Record<string, unknown>] => isTextTable(entry[1]))
    .map(([name, byLocale]) => ({ name: `${file} ${name}`, byLocale }));
}

function isTextTable(value: unknown): boolean {
  return typeof value === "object" && value !== null && locales.every((locale) => Object.hasOwn(value, locale));
}

const files = sourceFiles.filter((file) => /\/messages\.ts$|^src\/i18n\/[^/]+\.ts$/.test(file));
const tables = (await Promise.all(files.map(tablesIn))).flat();

test("every messages.ts has texts in every language", () => {
  const without = files.filter(
    (file) => file.endsWith("messages.ts") && !tables.some(({ name }) => name.startsWith(file)),
  );
  expect(without).toEqual([]);
});

describe.each(tables)("$name", (table) => {
  const zh = textsOf(table, "zh-CN");
  const en = textsOf(table, "en");

  test("has the same keys in both languages", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  test("has no empty text", () => {
    expect(Object.entries({ ...zh, ...en }).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("fills in the same values in both languages", () => {
    const differing = Object.keys(zh).filter((key) => placeholders(zh[key]).join() !== placeholders(en[key]).join());
    expect(differing).toEqual([]);
  });

  test("has no Chinese left in English, except names that are the same in both", () => {
    const left = ([key, text]: [string, string]) => chinese.test(text.replace("Wangge 网格", "")) && text !== zh[key];
    expect(Object.entries(en).filter(left)).toEqual([]);
  });
});
