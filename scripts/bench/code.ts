import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../setup/process.mjs";
import { type Figure, medians } from "./figure.ts";

/** The bench files of the product, each exporting `benches(): Promise<Figure[]>`. */
export function benchFiles(): string[] {
  return readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".bench.ts"))
    .map((file) => `src/${file.replaceAll("\\", "/")}`)
    .sort();
}

/** Medians of one bench file over `repeats` runs in a process of its own, so that no bench warms up another. */
export async function codeFigures(file: string, repeats: number): Promise<Figure[]> {
  const script = join(root, "scripts/bench/one.ts");
  const args = ["--max-old-space-size=8000", script, file, String(repeats)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 });
  const runs: Figure[][] = JSON.parse(stdout.trim().split("\n").at(-1) ?? "[]");
  return medians(runs);
}
