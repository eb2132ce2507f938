import { openAsBlob, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createParquetReader } from "../../src/data/decode/parquet.ts";
import type { ImportOutcome } from "../../src/data/import/outcome.ts";
import type { ReadContext } from "../../src/data/import/read/index.ts";
import { type Recipe, recipeFormat, type TableRecipe } from "../../src/data/import/recipe.ts";
import { runImport } from "../../src/data/import/run.ts";
import { sniff } from "../../src/data/import/sniff.ts";
import type { Manifest } from "../../src/domain/manifest.ts";
import type { TableName } from "../../src/domain/tables.ts";
import { createFormat } from "../../src/i18n/format.ts";
import { createTexts } from "../../src/i18n/texts.ts";
import { messages } from "../../src/panels/import/messages.ts";
import { reasonText } from "../../src/panels/import/names.ts";
import { messages as ruleMessages } from "../../src/panels/import/rules/messages.ts";
import type { DatasetFolder } from "./dataset.ts";

/** Tables that no rule is about. */
const withoutRules: readonly TableName[] = ["basemap", "buildings", "road_nodes", "road_edges", "calendar"];

/** Runs the rules of the import wizard over a dataset's own files. Throws the fault of a file that cannot be read. */
export async function qualityOf({ folder, manifest }: DatasetFolder): Promise<ImportOutcome> {
  const wasm = () => readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));
  const reader = createParquetReader(wasm);
  const context: ReadContext = {
    rowGroups: ({ name, blob }, { index, from, to }) => {
      const part = { rowGroups: [index], from, to };
      return reader.ipc({ input: { file: { name, at: { blob } }, format: "parquet", part }, options: {} });
    },
  };
  const wanted = manifest.files.filter(({ table }) => !withoutRules.includes(table));
  const files = await Promise.all(
    wanted.map(async ({ path }) => ({ name: path, blob: await openAsBlob(join(folder, path)) })),
  );
  const tables: TableRecipe[] = [];
  for (const [i, { table, path }] of wanted.entries()) {
    const file = files[i];
    if (!file) continue;
    const { match } = await sniff(file, { table }, context);
    tables.push({ table, file: path, fields: match.fields });
  }
  return runImport({ recipe: recipeOf(manifest, tables), files }, context);
}

function recipeOf(manifest: Manifest, tables: readonly TableRecipe[]): Recipe {
  const { id, title, simulated, licence, attribution, timeZone, coordinateSystem } = manifest;
  const dataset = { id, title, simulated, licence, attribution, timeZone, coordinateSystem };
  return { format: recipeFormat, dataset, tables };
}

/** The wizard's report in plain text: rows by table, what would be put aside, and what each rule found. */
export function describeOutcome({ counts, setAside, findings }: ImportOutcome): string {
  const t = createTexts(messages, "en");
  const nameOf = createTexts(ruleMessages, "en");
  const format = createFormat("en");
  const lines = ["Quality report, by the rules of the import wizard"];
  for (const table of new Set(counts.map((count) => count.table))) {
    const own = counts.filter((count) => count.table === table);
    const sum = (key: "read" | "kept") => format.number(own.reduce((total, count) => total + count[key], 0));
    lines.push(`  ${table}: ${sum("read")} rows read, ${sum("kept")} usable`);
  }
  for (const { table, file, reason, rows } of setAside)
    lines.push(`  put aside, ${file}: ${reasonText(table, reason, "en")}: ${format.number(rows)} rows`);
  for (const { table, rule, checked, hits, examples } of findings.filter((finding) => finding.hits > 0)) {
    const of = Math.max(checked, hits);
    const found = t("hits", {
      hits: format.number(hits),
      checked: format.number(of),
      share: format.percent(hits / of),
    });
    const [first] = examples;
    lines.push(
      `  ${nameOf(`rule.${rule}`)} (${table}): ${found}${first ? `, first row ${first.row}: ${first.detail}` : ""}`,
    );
  }
  const names = (rules: ImportOutcome["findings"]) =>
    rules.map(({ table, rule }) => `${nameOf(`rule.${rule}`)} (${table})`).join("; ");
  const clean = findings.filter(({ hits, checked }) => hits === 0 && checked > 0);
  const unchecked = findings.filter(({ hits, checked }) => hits === 0 && checked === 0);
  if (clean.length > 0) lines.push(`  nothing found: ${names(clean)}`);
  if (unchecked.length > 0) lines.push(`  ${t("notChecked", { n: unchecked.length })}: ${names(unchecked)}`);
  return lines.join("\n");
}
