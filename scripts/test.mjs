// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureDependencies, modernNode } from "./setup/dependencies.mjs";
import { commandFile, root, run, Stop, stop } from "./setup/process.mjs";
import { ensureApp, ensureSample, ensureWashington } from "./setup/product.mjs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number, skippedNames: string[] }} Counts
 * @typedef {{ ok: boolean, counts?: Counts }} Outcome
 * @typedef {{ name: string, what: string, needs?: string, run: () => Promise<Outcome> }} Step
 * @typedef {{ step: Step, ok: boolean, seconds: number, note: string, counts?: Counts }} Result
 */

/** @type {readonly Step[]} */
const steps = [
  { name: "types", what: "type check", run: () => tool("typescript", "tsc", ["-b"]) },
  { name: "lint", what: "lint and format", run: () => tool("@biomejs/biome", "biome", ["ci"]) },
  { name: "unused", what: "unused files, exports and packages", run: () => tool("knip", "knip", ["--no-progress"]) },
  { name: "rules", what: "architecture and policy", run: () => vitest("rules") },
  { name: "build", what: "sample town, real city and app", run: build },
  { name: "unit", what: "unit tests", run: () => vitest("unit") },
  { name: "bundle", what: "size of the built app", needs: "build", run: () => vitest("bundle") },
  { name: "browser", what: "tests in Chromium", needs: "build", run: browser },
];

const { values: options } = parseArgs({ options: { only: { type: "string", multiple: true } } });

async function main() {
  const unknown = options.only?.filter((name) => !steps.some((step) => step.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Stop(`No step is named ${unknown.join(", ")}. Steps: ${steps.map((step) => step.name).join(", ")}.`);
  }
  await ensureDependencies();
  /** @type {Result[]} */
  const results = [];
  for (const step of chosen()) results.push(await take(step, results));
  report(results);
  process.exitCode = results.every((result) => result.ok) ? 0 : 1;
}

/** The steps asked for, with those they need. */
function chosen() {
  const { only } = options;
  if (!only) return steps;
  const needed = steps.filter((step) => only.includes(step.name)).map((step) => step.needs);
  return steps.filter((step) => only.includes(step.name) || needed.includes(step.name));
}

/** @returns {Promise<Result>} */
async function take(/** @type {Step} */ step, /** @type {readonly Result[]} */ before) {
  if (before.some((result) => result.step.name === step.needs && !result.ok)) {
    return { step, ok: false, seconds: 0, note: `not run: ${step.needs} failed` };
  }
  console.log(`\n── ${step.name}: ${step.what}`);
  const start = performance.now();
  const outcome = await step.run().catch((error) => {
    console.error(error instanceof Stop ? error.message : error);
    return /** @type {Outcome} */ ({ ok: false });
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(`── ${step.name}: ${outcome.ok ? "ok" : "FAILED"} in ${seconds.toFixed(1)} s`);
  return { step, ...outcome, seconds, note: outcome.ok ? "" : `alone: npm test -- --only ${step.name}` };
}

/** @returns {Promise<Outcome>} */
async function tool(/** @type {string} */ packageName, /** @type {string} */ command, /** @type {string[]} */ args) {
  return { ok: (await run(modernNode(), [commandFile(packageName, command), ...args])) === 0 };
}

async function build() {
  await ensureSample();
  if (!(await ensureWashington())) console.log("The raw files of Washington, DC are not there: its tests are skipped.");
  await ensureApp();
  return { ok: true };
}

async function browser() {
  const chromium = await ensureChromium();
  return vitest("browser", { ...process.env, CHROMIUM: chromium });
}

/** @returns {Promise<Outcome>} */
async function vitest(/** @type {string} */ project, env = process.env) {
  const report = join(root, ".cache", `test-${project}.json`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(modernNode(), [commandFile("vitest"), "run", "--project", project, ...reporters], { env });
  return { ok: code === 0, counts: existsSync(report) ? countsOf(report) : undefined };
}

/** @returns {Counts} */
function countsOf(/** @type {string} */ path) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  /** @type {{ status: string, fullName: string }[]} */
  const tests = report.testResults.flatMap((/** @type {any} */ file) => file.assertionResults);
  const skippedNames = tests.filter((test) => !["passed", "failed"].includes(test.status)).map((test) => test.fullName);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: skippedNames.length,
    skippedNames,
  };
}

function report(/** @type {readonly Result[]} */ results) {
  console.log("");
  for (const { step, ok, seconds, note } of results) {
    console.log(`${ok ? "ok    " : "FAILED"}  ${step.name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${note}`);
  }
  const skipped = results.flatMap(({ counts }) => counts?.skippedNames ?? []);
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((name) => `  ${name}`).join("\n")}`);
  const sum = (/** @type {"passed" | "failed" | "skipped"} */ key) =>
    results.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0);
  // A step that fails without a failed test (lint, a crash) counts as one, so that the last line never hides it.
  const silent = results.filter(({ ok, seconds, counts }) => !ok && seconds > 0 && !counts?.failed).length;
  console.log(`\n${sum("passed")} passed, ${sum("failed") + silent} failed, ${sum("skipped")} skipped`);
}

main().catch(stop);
