import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Fault } from "../../src/domain/fault.ts";
import { faultText } from "../../src/i18n/faults.ts";
import { readParams } from "./analyse.ts";
import { findDataset } from "./dataset.ts";
import { runAnalyse, runQuery } from "./jobs.ts";
import { publishAlerts } from "./publish.ts";
import { UsageError, usage } from "./usage.ts";
import { formatOfName, type OutputFormat } from "./write.ts";

const options = {
  dataset: { type: "string" },
  params: { type: "string" },
  link: { type: "string" },
  out: { type: "string" },
  publish: { type: "boolean", default: false },
  format: { type: "string" },
  "minimum-cell": { type: "string", default: "5" },
  "no-mask": { type: "boolean", default: false },
} as const;

function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === "") throw new UsageError(`${what} is missing.`);
  return value;
}

function formatNamed(name: string | undefined): OutputFormat | null {
  const format = name === undefined ? null : formatOfName(name);
  if (name !== undefined && !format) throw new UsageError(`${name} is not a format.`);
  return format;
}

function minimumCell(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new UsageError(`--minimum-cell must be 0 or more, not ${text}.`);
  return number;
}

/** The verbs of datasets are those of `npm run dataset`; after a check comes the report that the import wizard gives. */
async function dataset([verb, ...rest]: readonly string[]): Promise<number> {
  const script = resolve(import.meta.dirname, "../dataset/main.ts");
  const source = verb === "check" && rest[0] !== undefined ? findDataset(rest[0]) : null;
  const argv = source ? ["check", source.folder] : [verb, ...rest].filter((word) => word !== undefined);
  const status = spawnSync(process.execPath, [script, ...argv], { stdio: "inherit" }).status ?? 1;
  if (!source || status !== 0) return status;
  const { describeOutcome, qualityOf } = await import("./quality.ts");
  console.log(describeOutcome(await qualityOf(source)));
  return 0;
}

async function main(argv: readonly string[]): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb === "dataset") return dataset(rest);
  if (verb !== "analyse" && verb !== "query")
    throw new UsageError(verb === undefined ? "Say what to do." : `${verb} is not a verb.`);
  const { values, positionals } = parseArgs({ args: [...rest], allowPositionals: true, options });
  const source = findDataset(needed(values.dataset, "--dataset"));
  const protection = { minimumCell: minimumCell(values["minimum-cell"]), mask: !values["no-mask"] };
  const format = formatNamed(values.format);
  if (verb === "query") {
    await runQuery(source, {
      sql: needed(positionals[0], "the statement"),
      out: values.out ?? null,
      format,
      protection,
    });
    return 0;
  }
  const request = {
    analysis: needed(positionals[0], "<analysis>"),
    params: readParams(values.params),
    link: values.link ?? null,
  };
  if (values.publish) {
    if (values.out !== undefined || values.format !== undefined)
      throw new UsageError("--publish writes into the dataset's folder: without --out and --format.");
    console.log(await publishAlerts(source, request, protection));
    return 0;
  }
  await runAnalyse(source, request, { out: needed(values.out, "--out"), format, protection });
  return 0;
}

const isUsageError = (error: unknown): boolean =>
  error instanceof UsageError ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

function words(error: unknown): string {
  if (!(error instanceof Fault)) return error instanceof Error ? error.message : String(error);
  const { what, wayOn } = faultText(error, "en");
  return `${what} ${wayOn}`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(process.env.WANGGE_TRACE ? error : words(error));
  if (isUsageError(error)) console.error(`\n${usage}`);
  process.exitCode = isUsageError(error) ? 2 : 1;
}
// Workers in this thread keep their ports open: nothing else is to be done.
process.exit();
