// @ts-check
import { ensureDependencies } from "./setup/dependencies.mjs";
import { stop } from "./setup/process.mjs";
import { ensureApp, ensureSample } from "./setup/product.mjs";

async function main() {
  await ensureDependencies();
  await ensureSample();
  await ensureApp();
  console.log("dist/ is ready: static files for any web server, at any path.");
}

main().catch(stop);
