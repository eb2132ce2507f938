import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parseRecipe } from "../../src/data/import/recipe.ts";
import { tableNames } from "../../src/domain/tables.ts";
import { areaLevels } from "../../src/domain/vocabulary.ts";
import { miniMeta, writeMiniTown } from "./mini-town.test-data.ts";
import { readRecipe } from "./recipe.ts";
import { withTables } from "./table-docs.ts";
import { createDatasetWriter } from "./writer.ts";

const root = resolve(import.meta.dirname, "../..");
const documentation = readFileSync(join(root, "docs/dataset.md"), "utf8");

/** The part of JSON Schema that the manifest's schema uses. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
}

const schema: Schema = JSON.parse(readFileSync(join(root, "docs/manifest.schema.json"), "utf8"));

function hasType(type: Schema["type"], value: unknown): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return type === undefined || typeof value === type;
}

/** Where a value does not fit a schema. */
function misfits(value: unknown, rule: Schema, path = "$"): string[] {
  const found: string[] = [];
  if (rule.$ref) found.push(...misfits(value, schema.$defs?.[rule.$ref.replace("#/$defs/", "")] ?? { enum: [] }, path));
  if (!hasType(rule.type, value)) return [path];
  if (rule.enum && !rule.enum.includes(value)) found.push(path);
  if (rule.pattern && !(typeof value === "string" && new RegExp(rule.pattern).test(value))) found.push(path);
  if (rule.minimum !== undefined && Number(value) < rule.minimum) found.push(path);
  if (Array.isArray(value)) {
    if (value.length < (rule.minItems ?? 0) || value.length > (rule.maxItems ?? Infinity)) found.push(path);
    for (const [index, item] of value.entries()) found.push(...misfits(item, rule.items ?? {}, `${path}[${index}]`));
  } else if (typeof value === "object" && value !== null) {
    for (const name of rule.required ?? []) if (!(name in value)) found.push(`${path}.${name}`);
    for (const [name, entry] of Object.entries(value)) {
      found.push(...misfits(entry, rule.properties?.[name] ?? rule.additionalProperties ?? {}, `${path}.${name}`));
    }
  }
  return found;
}

/** Markdown without the padding that formatters give to tables. */
const unpadded = (markdown: string): string => markdown.replace(/ {2,}/g, " ").replace(/-{3,}/g, "---");

test("the tables in docs/dataset.md are those of the data model (node scripts/dataset/table-docs.ts)", () => {
  expect(unpadded(withTables(documentation))).toBe(unpadded(documentation));
});

test("the recipe shown in docs/dataset.md is a right one", () => {
  const example = /```json\n([\s\S]*?)```/.exec(documentation)?.[1] ?? "";
  expect(parseRecipe(JSON.parse(example), "docs").tables).toHaveLength(2);
});

test.each(readdirSync(join(root, "data/recipes")))("the recipe %s can be read", async (name) => {
  await expect(readRecipe(join(root, "data/recipes", name))).resolves.toMatchObject({ format: "wangge-recipe/1" });
});

test("the JSON Schema knows the tables and levels of the data model", () => {
  expect(schema.$defs?.table?.enum).toEqual(tableNames);
  expect(schema.$defs?.level?.enum).toEqual(areaLevels);
});

test("the JSON Schema accepts what we write and refuses what is wrong", async () => {
  const folder = await mkdtemp(join(tmpdir(), "wangge-docs-"));
  const writer = await createDatasetWriter(join(folder, "mini"), { ...miniMeta, description: miniMeta.title });
  await writeMiniTown(writer);
  await writer.finish();
  const manifest = JSON.parse(readFileSync(join(folder, "mini/manifest.json"), "utf8"));
  await rm(folder, { recursive: true, force: true });
  expect(misfits(manifest, schema)).toEqual([]);
  const [file] = manifest.files;
  expect(
    misfits({ ...manifest, version: "2.0", files: [{ ...file, rows: -1, path: "../x.parquet" }] }, schema),
  ).toEqual(["$.version", "$.files[0].path", "$.files[0].rows"]);
  const { title, ...untitled } = manifest;
  expect(misfits(untitled, schema)).toEqual(["$.title"]);
});
