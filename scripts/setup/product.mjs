// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modernNode } from "./dependencies.mjs";
import { hashOf, sourcesOf } from "./hash.mjs";
import { commandFile, root, run, Stop } from "./process.mjs";

const sampleManifest = "public/data/sample/manifest.json";
const generator = "scripts/dataset/main.ts";

/** Builds the sample town unless it is there and its generator is the same as then. */
export async function ensureSample() {
  await ensure({
    name: "sample",
    result: sampleManifest,
    inputs: sourcesOf(generator),
    message: "Building the sample town …",
    args: [generator, "sample", "--out", "public/data/sample"],
  });
}

/**
 * Builds the real city that tests are run on, where its raw files lie beside the repository; tells whether they do.
 *
 * @returns {Promise<boolean>}
 */
export async function ensureWashington() {
  const raw = join(root, "..", "shared/data/dc");
  if (!existsSync(raw)) return false;
  const out = "public/data/washington-dc";
  await ensure({
    name: "washington-dc",
    result: `${out}/manifest.json`,
    inputs: [...sourcesOf(generator), "data/recipes/washington-dc.json"],
    message: "Building Washington, DC …",
    args: [generator, "build", "washington-dc", "--input", raw, "--out", out],
  });
  return true;
}

/** Builds the app into dist/ unless it is there and nothing it is made of has changed. */
export async function ensureApp() {
  await ensure({
    name: "app",
    result: "dist/index.html",
    inputs: ["src", "index.html", "public/icon.svg", "vite.config.ts", "package-lock.json", sampleManifest],
    message: "Building the app …",
    args: [commandFile("vite"), "build", "--logLevel", "warn"],
  });
}

/**
 * Runs a script with Node unless its result exists and was made from the same inputs.
 *
 * @param {{ name: string, result: string, inputs: readonly string[], message: string, args: readonly string[] }} step
 */
async function ensure({ name, result, inputs, message, args }) {
  const stamp = join(root, ".cache", `${name}.sha256`);
  const wanted = hashOf(inputs);
  if (existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log(message);
  // A test runner's environment would have the libraries built for development, which are larger and slower.
  const code = await run(modernNode(), args, { env: { ...process.env, NODE_ENV: "production" } });
  if (code !== 0) throw new Stop(`Failed with exit code ${code}: node ${args.join(" ")}`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  writeFileSync(stamp, wanted);
}
