import { readFile } from "node:fs/promises";
import { parseRecipe, type Recipe } from "../../src/data/import/recipe.ts";

/** Reads a recipe from a file. */
export async function readRecipe(path: string): Promise<Recipe> {
  const content = await readFile(path, "utf8").catch(() => {
    throw new Error(`The recipe ${path} cannot be read: does the file exist?`);
  });
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new Error(`The recipe ${path} is not valid JSON (${error instanceof Error ? error.message : error}).`);
  }
  return parseRecipe(value, path);
}
