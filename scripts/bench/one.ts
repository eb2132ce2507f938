/* Runs one bench file several times in this fresh process; prints its figures, run by run, as JSON. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../setup/process.mjs";
import type { Figure } from "./figure.ts";

const [file = "", repeats = "1"] = process.argv.slice(2);
const { benches }: { benches(): Promise<Figure[]> } = await import(pathToFileURL(join(root, file)).href);

const runs: Figure[][] = [];
for (let i = 0; i < Number(repeats); i++) runs.push(await benches());
process.stdout.write(`\n${JSON.stringify(runs)}\n`);
