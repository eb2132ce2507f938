// @ts-check
import { ensureDependencies, modernNode } from "./setup/dependencies.mjs";
import { commandFile, run, stop } from "./setup/process.mjs";
import { ensureSample } from "./setup/product.mjs";

async function main() {
  await ensureDependencies();
  await ensureSample();
  process.exitCode = await run(modernNode(), [commandFile("vite"), ...process.argv.slice(2)]);
}

main().catch(stop);
