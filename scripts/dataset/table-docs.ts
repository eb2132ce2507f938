import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Field } from "../../src/domain/fields.ts";
import { tableNames, tableSpec } from "../../src/domain/tables.ts";
import { areaLevels } from "../../src/domain/vocabulary.ts";

const begin = "<!-- tables: begin (written by scripts/dataset/table-docs.ts) -->";
const end = "<!-- tables: end -->";

function describeField(name: string, field: Field): string {
  const notes = [
    field.required ? "**required**" : "",
    field.values ? field.values.map((v) => `\`${v}\``).join(" ") : "",
  ];
  return `| \`${name}\` | ${field.type} | ${field.zh} | ${notes.filter(Boolean).join(" · ")} |`;
}

/** The tables and fields of the format as Markdown. */
export function tablesMarkdown(): string {
  const idFields = new Set(areaLevels.map((level) => `${level}_id`));
  return tableNames
    .map((table) => {
      const { zh, key, optional, fields } = tableSpec(table);
      const facts = [optional ? "optional" : "required", ...(key ? [`key \`${key}\``] : [])].join(", ");
      const rows = Object.entries(fields)
        .filter(([name]) => table !== "cases" || !idFields.has(name))
        .map(([name, field]) => describeField(name, field));
      const ids = `| ${[...idFields].map((name) => `\`${name}\``).join(" ")} | code | 所属区域 | computed, one per level present |`;
      const lines = ["| field | type | 中文 | notes |", "| --- | --- | --- | --- |", ...rows];
      return [`### \`${table}\` ${zh}`, facts, [...lines, ...(table === "cases" ? [ids] : [])].join("\n")].join("\n\n");
    })
    .join("\n\n");
}

/** A document with the part between the two markers replaced. */
export function withTables(document: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error("The document has no place for the tables.");
  return `${document.slice(0, from + begin.length)}\n\n${tablesMarkdown()}\n\n${document.slice(to)}`;
}

if (process.argv[1] === import.meta.filename) {
  const path = resolve(import.meta.dirname, "../../docs/dataset.md");
  writeFileSync(path, withTables(readFileSync(path, "utf8")));
}
