import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { builtApp } from "../../../scripts/browser/built-app.ts";
import { serve } from "../../../scripts/serve/server.mjs";
import type { Manifest } from "../../../src/domain/manifest.ts";

/** What is answered in place of a file: a status, other bytes, or silence until it is healed. */
type Override = { readonly status: number } | { readonly bytes: Uint8Array } | { readonly hang: true };

/** The built app behind a server that can lie, crawl and die. */
export interface TamperedSite {
  readonly url: string;
  /** Answers a path, relative to the site, with something else. */
  override(path: string, override: Override): void;
  /** Answers a file of the sample town with something else and lists that in its manifest. */
  replaceListed(file: string, bytes: Uint8Array): void;
  /** The true bytes of a file. */
  read(path: string): Buffer;
  /** Every answer of a path that matches waits so long. */
  slow(path: RegExp, milliseconds: number): void;
  /** Undoes all of the above, and a death. */
  heal(): Promise<void>;
  /** Closes the port and every connection: nobody answers any more. */
  die(): Promise<void>;
  close(): Promise<void>;
}

export const sample = "data/sample/";

export async function tamperedSite(mounts: Record<string, string> = {}): Promise<TamperedSite> {
  const folder = await builtApp();
  const honest = await serve({ root: folder, mounts });
  const overrides = new Map<string, Override>();
  let delays: (readonly [RegExp, number])[] = [];
  let waiting: ServerResponse[] = [];

  async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent((asked.url ?? "").split("?")[0] ?? "").slice(1);
    const delay = delays.find(([pattern]) => pattern.test(path));
    if (delay) await after(delay[1]);
    const override = overrides.get(path);
    if (!override) return pass(asked, response, honest.url);
    if ("hang" in override) waiting.push(response);
    else if ("status" in override) response.writeHead(override.status, isolation).end("no\n");
    else
      response
        .writeHead(200, { ...isolation, "content-type": typeOf(path), "content-length": override.bytes.length })
        .end(override.bytes);
  }

  const listen = (port: number) => {
    const server = createServer((asked, response) => void answer(asked, response));
    return new Promise<typeof server>((done, failed) => {
      server.once("error", failed).listen(port, "127.0.0.1", () => done(server));
    });
  };
  let server: Awaited<ReturnType<typeof listen>> | null = await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;

  async function die(): Promise<void> {
    const dying = server;
    server = null;
    if (!dying) return;
    const closed = new Promise((done) => dying.close(done));
    dying.closeAllConnections();
    await closed;
  }

  const read = (path: string) => readFileSync(join(folder, path));
  return {
    url: `http://127.0.0.1:${port}/`,
    read,
    override: (path, override) => overrides.set(path, override),
    replaceListed(file, bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const manifest: Manifest = JSON.parse(read(`${sample}manifest.json`).toString());
      const files = manifest.files.map((one) => (one.path === file ? { ...one, bytes: bytes.length, sha256 } : one));
      overrides.set(`${sample}manifest.json`, { bytes: Buffer.from(JSON.stringify({ ...manifest, files })) });
      overrides.set(sample + file, { bytes });
    },
    slow: (path, milliseconds) => delays.push([path, milliseconds]),
    async heal() {
      overrides.clear();
      delays = [];
      for (const response of waiting) response.destroy();
      waiting = [];
      server ??= await listen(port);
    },
    die,
    async close() {
      await die();
      await honest.close();
    },
  };
}

const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
};

function typeOf(path: string): string {
  if (/^$|\/$|\.html$/.test(path)) return "text/html; charset=utf-8";
  return path.endsWith(".js") ? "text/javascript" : "application/octet-stream";
}

function pass({ url = "/", method = "GET", headers }: IncomingMessage, response: ServerResponse, site: string): void {
  const passed = request(new URL(url, site), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  passed.on("error", () => response.destroy());
  response.on("close", () => passed.destroy());
  passed.end();
}
