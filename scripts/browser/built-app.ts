import { join } from "node:path";
import { serve } from "../serve/server.mjs";
import { root } from "../setup/process.mjs";
import { ensureApp, ensureSample } from "../setup/product.mjs";

/** The built app and the sample town, made where they are missing or old, served on a free port. */
export async function serveBuiltApp(): Promise<{ url: string; close(): Promise<void> }> {
  await ensureSample();
  await ensureApp();
  return serve({ root: join(root, "dist"), port: 0, host: "127.0.0.1" });
}
