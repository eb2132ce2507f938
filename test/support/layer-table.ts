import { read } from "./files.ts";

const document = "docs/ARCHITECTURE.md";

/** Who may import whom, read from the table of docs/ARCHITECTURE.md: layer → layers it may import, `all` for any. */
export function layerTable(): Map<string, string[]> {
  const rows = read(document)
    .split("\n")
    .map((line) => /^\| `([a-z0-9]+)[^|]*\|[^|]*\|([^|]*)\|$/.exec(line))
    .filter((row) => row !== null);
  if (rows.length === 0) throw new Error(`${document} has no table "folder | what lives there | may import"`);
  const table = new Map(rows.map(([, layer = "", cell = ""]) => [layer, names(cell.replace(/\(.*\)/, ""))]));
  const analyses = rows.find(([, layer]) => layer === "analyses")?.[2] ?? "";
  table.set("views", [
    "analyses",
    ...(table.get("analyses") ?? []),
    ...names(/\(a view: also (.*)\)/.exec(analyses)?.[1] ?? ""),
  ]);
  return table;
}

function names(cell: string): string[] {
  return cell.match(/[a-z]\w+/g) ?? [];
}
