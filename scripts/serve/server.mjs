/**
 * A static file server for a built site and its data: range requests, compression, cross-origin isolation. Plain
 * Node 20, no dependencies.
 *
 *   import { serve } from "./server.mjs";
 *   const site = await serve({ root: "dist", port: 4173, host: "127.0.0.1" });
 *   console.log(site.url);
 *   await site.close();
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".geojson": "application/geo+json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".parquet": "application/vnd.apache.parquet",
  ".arrow": "application/vnd.apache.arrow.stream",
};
const compressible = /^(text\/|image\/svg|application\/(json|geo\+json|xml|wasm|manifest))/;
const largestCompressed = 64 << 20;

/** Sent with every answer: the page is cross-origin isolated, so that it may use threads and shared memory. */
const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/**
 * Serve the folder `root`. `port` 0 takes a free one; `mounts` adds folders under other paths (`{ "/data": folder }`);
 * `headers` are added to every answer. Rejects if the port is taken.
 * @param {{ root: string, port?: number, host?: string, mounts?: Record<string, string>, headers?: Record<string, string> }} options
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export async function serve({ root, port = 0, host = "127.0.0.1", mounts = {}, headers = {} }) {
  const folders = Object.entries({ ...mounts, "/": root }).map(([at, folder]) => [
    at.replace(/\/*$/, "/"),
    resolve(folder),
  ]);
  const fixed = { ...isolation, ...headers };
  const server = createServer((request, response) => {
    respond(request, response, { folders, fixed }).catch((error) => {
      if (!response.headersSent) send(response, 500, fixed, "Internal server error\n");
      else response.destroy(error);
    });
  });
  server.keepAliveTimeout = 65_000;
  await new Promise((done, failed) => server.once("error", failed).listen(port, host, done));
  const address = server.address();
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}/`,
    port: address.port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function respond(request, response, { folders, fixed }) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return send(response, 405, { ...fixed, allow: "GET, HEAD" }, "Method not allowed\n");
  }
  const found = await find(request.url ?? "/", folders);
  if (found.redirect) return send(response, 301, { ...fixed, location: found.redirect }, "");
  if (!found.file) return send(response, found.status, fixed, found.status === 400 ? "Bad request\n" : "Not found\n");
  const { file, info } = found;
  const type = types[extname(file).toLowerCase()] ?? "application/octet-stream";
  const etag = `"${createHash("sha1").update(`${file}:${info.size}:${info.mtimeMs}`).digest("base64url").slice(0, 20)}"`;
  const head = {
    ...fixed,
    "content-type": type,
    "last-modified": info.mtime.toUTCString(),
    "cache-control": cacheControl(file),
    "accept-ranges": "bytes",
    etag,
    vary: "accept-encoding",
  };
  if (isUnchanged(request.headers, etag, info)) return send(response, 304, head, "");
  if (request.headers.range && rangeApplies(request.headers["if-range"], etag, info)) {
    return sendRange(request, response, { file, info, head });
  }
  const coding =
    type.match(compressible) && info.size > 1024 && info.size <= largestCompressed ? codingOf(request.headers) : null;
  if (!coding) return stream(request, response, { file, status: 200, head: { ...head, "content-length": info.size } });
  const body = await compressed({ file, info, coding });
  response.writeHead(200, { ...head, "content-encoding": coding, "content-length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** The file behind a request path, never outside its folder, also not by a link. */
async function find(target, folders) {
  let path;
  try {
    path = decodeURIComponent(target.split(/[?#]/)[0]);
  } catch {
    return { status: 400 };
  }
  if (!path.startsWith("/") || path.includes("\0") || path.includes("\\")) return { status: 400 };
  if (
    path.split("/").some((part) => part === ".." || (part.startsWith(".") && part !== ".well-known" && part !== "."))
  ) {
    return { status: 404 };
  }
  for (const [at, folder] of folders) {
    if (!path.startsWith(at) && `${path}/` !== at) continue;
    const entry = await lookUp(folder, path.slice(at.length));
    if (!entry) continue;
    if (entry.info.isFile()) return entry;
    if (!path.endsWith("/"))
      return { redirect: `${encodeURI(path).replace(/^\/+/, "/")}/${target.match(/\?.*/)?.[0] ?? ""}` };
    const index = await lookUp(folder, join(path.slice(at.length), "index.html"));
    if (index) return index;
  }
  return { status: 404 };
}

async function lookUp(folder, path) {
  try {
    const base = await realpath(folder);
    const file = await realpath(join(base, path));
    if (file !== base && !file.startsWith(base.endsWith(sep) ? base : base + sep)) return undefined;
    const info = await stat(file);
    return info.isFile() || info.isDirectory() ? { file, info } : undefined;
  } catch {
    return undefined;
  }
}

/** Files whose name carries a hash of their content never change; everything else is asked for again. */
function cacheControl(file) {
  return /[\\/]assets[\\/].*-[\w-]{8}\.\w+$/.test(file) ? "public, max-age=31536000, immutable" : "no-cache";
}

function isUnchanged(headers, etag, info) {
  const tags = headers["if-none-match"];
  if (tags) return tags.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag || tag.trim() === "*");
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return Number.isFinite(since) && Math.floor(info.mtimeMs / 1000) * 1000 <= since;
}

function rangeApplies(condition, etag, info) {
  if (!condition) return true;
  return condition.startsWith('"')
    ? condition === etag
    : Date.parse(condition) >= Math.floor(info.mtimeMs / 1000) * 1000;
}

/** One range (`a-b`, `a-`, `-n`); several at once are answered with the whole file, as HTTP allows. */
function sendRange(request, response, { file, info, head }) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range.trim());
  if (!match || (match[1] === "" && match[2] === "")) {
    return stream(request, response, { file, status: 200, head: { ...head, "content-length": info.size } });
  }
  const [, first, last] = match;
  const start = first === "" ? Math.max(0, info.size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? info.size - 1 : Math.min(Number(last), info.size - 1);
  if (start >= info.size || start > end)
    return send(response, 416, { ...head, "content-range": `bytes */${info.size}` }, "");
  const range = { "content-range": `bytes ${start}-${end}/${info.size}`, "content-length": end - start + 1 };
  return stream(request, response, { file, status: 206, head: { ...head, ...range }, start, end });
}

function stream(request, response, { file, status, head, start, end }) {
  response.writeHead(status, head);
  if (request.method === "HEAD" || head["content-length"] === 0) return response.end();
  const source = createReadStream(file, { start, end, highWaterMark: 1 << 20 });
  source.on("error", (error) => response.destroy(error));
  response.on("close", () => source.destroy());
  source.pipe(response);
}

function send(response, status, headers, text) {
  response.writeHead(status, status === 304 ? headers : { ...headers, "content-length": Buffer.byteLength(text) });
  response.end(text);
}

const codings = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: bytes.length > 4 << 20 ? 4 : 6,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 6 }),
};

/** The better coding the client takes; `;q=0` refuses one. */
function codingOf(headers) {
  const accepted = String(headers["accept-encoding"] ?? "")
    .split(",")
    .map((part) => part.trim());
  const takes = (name) => accepted.some((part) => part.split(";")[0] === name && !/;\s*q=0(\.0*)?$/.test(part));
  return takes("br") ? "br" : takes("gzip") ? "gzip" : null;
}

const cache = new Map();

/** A compressed file, made once for each version of it. */
function compressed({ file, info, coding }) {
  const key = `${coding}:${file}`;
  const version = `${info.size}:${info.mtimeMs}`;
  const known = cache.get(key);
  if (known?.version === version) return known.body;
  const body = readFile(file).then(codings[coding]);
  cache.set(key, { version, body });
  body.catch(() => cache.delete(key));
  return body;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [root = "dist", port = "4173", host = "127.0.0.1"] = process.argv.slice(2);
  const site = await serve({ root, port: Number(port), host });
  console.log(`${resolve(root)} is served at ${site.url}`);
}
