import type { Recipe, TableRecipe } from "../../data/import/recipe.ts";
import type { LocalText } from "../../domain/manifest.ts";
import { type ImportFile, imports } from "./store.ts";

function tableRecipes(file: ImportFile): TableRecipe[] {
  const { table, sniffed, said, coordinates } = file;
  if (!table || !sniffed) return [];
  const own: TableRecipe = {
    table,
    file: file.name,
    ...(sniffed.encoding && { encoding: sniffed.encoding }),
    ...(said.separator && { separator: said.separator }),
    ...(said.sheet && { sheet: said.sheet }),
    ...(coordinates && coordinates !== "WGS-84" && { coordinates }),
    ...(coordinates === "local" && { controlPoints: file.controlPoints }),
    ...(sniffed.network && { network: sniffed.network }),
    fields: file.fields,
  };
  if (sniffed.network !== "edges") return [own];
  const nodes = { node_id: { from: ["$node"] }, lon: { from: ["$lon"] }, lat: { from: ["$lat"] } };
  return [own, { ...own, table: "road_nodes", network: "nodes", fields: nodes }];
}

/** The import as a recipe, which the command line takes too. */
export function currentRecipe(): Recipe {
  const { files, title, timeZone } = imports.getState();
  const local: LocalText = { "zh-CN": title || "导入", en: title || "Import" };
  return {
    format: "wangge-recipe/1",
    dataset: {
      id: "import",
      title: local,
      simulated: false,
      licence: "-",
      attribution: title || "-",
      timeZone,
      coordinateSystem: "WGS-84",
    },
    tables: files.flatMap(tableRecipes),
  };
}
