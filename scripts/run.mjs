// @ts-check
/* Runs a TypeScript file with a Node that can, its packages installed first: node scripts/run.mjs <file> [arguments] */
import { ensureDependencies, modernNode } from "./setup/dependencies.mjs";
import { run, stop } from "./setup/process.mjs";

async function main() {
  await ensureDependencies();
  process.exitCode = await run(modernNode(), process.argv.slice(2));
}

main().catch(stop);
