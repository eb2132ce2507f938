// @ts-check
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serve } from "./serve/server.mjs";
import { freePort, openPage } from "./setup/browser.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { root, stop } from "./setup/process.mjs";
import { ensureApp, ensureSample } from "./setup/product.mjs";

const { values } = parseArgs({
  options: { port: { type: "string", default: "5173" }, "no-open": { type: "boolean", default: false } },
});

async function main() {
  await ensureDependencies();
  await ensureSample();
  await ensureApp();
  const host = "127.0.0.1";
  const port = await freePort(Number(values.port), host);
  const headers = { "content-security-policy": "frame-ancestors 'self'" };
  const { url } = await serve({ root: join(root, "dist"), port, host, headers });
  console.log(`\nWangge 网格 is at ${url}\nCtrl-C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
  if (!values["no-open"]) openPage(url);
}

main().catch(stop);
