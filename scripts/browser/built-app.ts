import { join } from "node:path";
import { serve } from "../serve/server.mjs";
import { root } from "../setup/process.mjs";
import { ensureApp, ensureSample } from "../setup/product.mjs";

/** The folder of the built app with the sample town, made where they are missing or old. */
export async function builtApp(): Promise<string> {
  await ensureSample();
  await ensureApp();
  return join(root, "dist");
}

/** The built app and the sample town, served on a free port. */
export async function serveBuiltApp(): Promise<{ url: string; close(): Promise<void> }> {
  return serve({ root: await builtApp(), port: 0, host: "127.0.0.1" });
}
