import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { describeQuality } from "../../src/data/import/quality.ts";
import { buildDataset } from "./build.ts";
import { checkDataset } from "./check.ts";
import { createProgress } from "./progress.ts";
import { readRecipe } from "./recipe.ts";

const usage = `Usage:
  npm run dataset -- build <recipe> --input <dir> --out <dir>     raw files → dataset
  npm run dataset -- check <dir>                                  checks a dataset
  npm run dataset -- sample --out <dir> [--cases N] [--seed S]    the simulated sample town

<recipe> is a file, or the name of one in data/recipes/ such as washington-dc.`;

const progress = createProgress(process.stderr);

/** A mistake in the command line: the message is shown with the usage, exit code 2. */
class UsageError extends Error {}

function needed(value: string | undefined, what: string): string {
  if (value === undefined) throw new UsageError(`${what} is missing.`);
  return value;
}

function wholeNumber(value: string, name: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new UsageError(`${name} must be a whole number, not ${value}.`);
  return number;
}

function recipePath(name: string): string {
  if (existsSync(name)) return name;
  return resolve(import.meta.dirname, "../../data/recipes", name.endsWith(".json") ? name : `${name}.json`);
}

async function build(name: string, input: string, out: string): Promise<void> {
  const recipe = await readRecipe(recipePath(name));
  const { manifest, report } = await buildDataset({ recipe, input, out, onProgress: progress.show });
  progress.end();
  console.log(describeQuality(report));
  console.log(`${out}: ${manifest.files.length} files, data version ${manifest.dataVersion}`);
}

async function check(folder: string): Promise<number> {
  const { manifest, problems } = await checkDataset(folder, progress.show);
  progress.end();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return 1;
  console.log(`${folder} is in order: ${manifest?.files.length} files, data version ${manifest?.dataVersion}`);
  return 0;
}

async function sample(out: string, cases: number, seed: number): Promise<void> {
  const { buildSampleTown } = await import("../sample-town/index.ts");
  await buildSampleTown({ out, cases, seed, onProgress: progress.show });
  progress.end();
}

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      input: { type: "string" },
      out: { type: "string" },
      cases: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
    },
  });
  const [command, subject] = positionals;
  if (command === "build") {
    await build(needed(subject, "<recipe>"), needed(values.input, "--input"), needed(values.out, "--out"));
  } else if (command === "check") return check(needed(subject, "<dir>"));
  else if (command === "sample") {
    await sample(needed(values.out, "--out"), wholeNumber(values.cases, "--cases"), wholeNumber(values.seed, "--seed"));
  } else throw new UsageError(command === undefined ? "Say what to do." : `${command} is not a command.`);
  return 0;
}

const isUsageError = (error: unknown): boolean =>
  error instanceof UsageError ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  progress.end();
  console.error(error instanceof Error ? error.message : error);
  if (isUsageError(error)) console.error(`\n${usage}`);
  process.exitCode = isUsageError(error) ? 2 : 1;
}
