/*
 * The service worker: with it, a reload without a network gives the page and the datasets that were open before. Built
 * into sw.js beside index.html; imports nothing, so that it stays one file.
 */

/** Paths and bytes of what the build made beside index.html; written here by vite.config.ts. */
declare const __APP_FILES__: readonly (readonly [path: string, bytes: number])[];

/** What happens to the service worker; the page's own types do not have it. */
interface WorkerEvent extends Event {
  readonly data: Visit;
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void>; matchAll(): Promise<readonly { postMessage(message: unknown): void }[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate" | "fetch" | "message", listener: (event: WorkerEvent) => unknown): void;
}

/** What the page has loaded before it was controlled. */
interface Visit {
  readonly manifest: string;
  readonly database: string;
}

interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

/** The part of a manifest that matters here. */
interface Listing {
  readonly files: readonly ListedFile[];
  readonly prepared?: ListedFile;
  readonly alerts?: ListedFile;
}

const scope = self as unknown as Scope; // the page's types take `self` for a window
const page = scope.registration.scope;

/** Files of a dataset up to this size are kept even if the visit did not need them. */
const smallBytes = 1 << 20;
/** Larger files of the app (the database) are kept when they are first used. */
const largestAtOnce = 8 << 20;
const appFiles = new Map(__APP_FILES__.map(([path, bytes]) => [new URL(path, page).href, bytes]));
const isLarge = (url: string) => (appFiles.get(url) ?? 0) > largestAtOnce;

/** All apps of an origin share its caches, so names begin with the app's address. */
const appCache = `${page} app`;
const dataCaches = `${page} data `;
const dataBudgetBytes = 300e6;

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (event) => answer(event));
scope.addEventListener("message", (event) => event.waitUntil(keepVisit(event.data)));

async function install(): Promise<void> {
  const cache = await caches.open(appCache);
  const files = [...appFiles.keys()].filter((url) => !isLarge(url));
  await Promise.all(files.map((url) => add(cache, url)));
  await add(cache, page); // last: it must not name a file that is not there
  await scope.skipWaiting();
}

/** A file whose name carries a hash of its content never changes. */
async function add(cache: Cache, url: string): Promise<void> {
  const unchanging = url.startsWith(`${page}assets/`);
  if (unchanging && (await cache.match(url, { ignoreVary: true }))) return;
  await cache.add(new Request(url, { cache: unchanging ? "default" : "no-cache" }));
}

async function activate(): Promise<void> {
  const cache = await caches.open(appCache);
  const old = (await cache.keys()).filter(({ url }) => url !== page && !appFiles.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
  await scope.clients.claim();
}

function answer(event: WorkerEvent): void {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const url = origin + pathname;
  if (request.method !== "GET" || origin !== new URL(page).origin) return;
  if (request.mode === "navigate") {
    if (url === page || url === `${page}index.html`) event.respondWith(newestPage(request));
  } else if (appFiles.has(url)) event.respondWith(appFile(event, url));
  else if (/\/manifest\.json$|\.(parquet|bin)$/.test(pathname)) event.respondWith(dataFile(event, url));
}

async function newestPage(request: Request): Promise<Response> {
  const response = await fetch(request).catch(() => null);
  if (response && response.status < 500) return response;
  return (await kept(appCache, page)) ?? response ?? Response.error();
}

async function appFile(event: WorkerEvent, url: string): Promise<Response> {
  let response = await kept(appCache, url);
  if (!response) {
    response = await fetch(event.request);
    if (response.ok) event.waitUntil(put(appCache, url, response.clone()));
  }
  return new Response(response.body, response); // without the address of its own, which lacks what follows the #
}

async function dataFile(event: WorkerEvent, url: string): Promise<Response> {
  const range = event.request.headers.get("range");
  const response = await fetch(event.request).catch(() => null);
  if (!response) return withoutNetwork(url, range);
  if (response.status === 200 && range === null) {
    const copy = response.clone();
    event.waitUntil(inTurn(() => keep(url, copy)));
  }
  return response;
}

async function withoutNetwork(url: string, range: string | null): Promise<Response> {
  const name = await datasetOf(url);
  const whole = name && (await kept(name, url));
  return whole ? partOf(whole, range) : Response.error();
}

/** What a server answers that knows ranges. */
async function partOf(whole: Response, range: string | null): Promise<Response> {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  if (!asked) return whole;
  const blob = await whole.blob();
  const from = Number(asked[1]);
  const to = asked[2] ? Math.min(Number(asked[2]) + 1, blob.size) : blob.size;
  const headers = new Headers(whole.headers);
  headers.set("content-range", from < to ? `bytes ${from}-${to - 1}/${blob.size}` : `bytes */${blob.size}`);
  headers.set("content-length", String(Math.max(0, to - from)));
  return new Response(from < to ? blob.slice(from, to) : null, { status: from < to ? 206 : 416, headers });
}

/** The first visit went past this worker: takes over what the browser's own cache has of it, and fetches small files. */
async function keepVisit({ manifest, database }: Visit): Promise<void> {
  const listing = await listingOf(await loaded(manifest));
  const files = (listing?.files ?? []).map(({ path, bytes }) => ({ url: new URL(path, manifest).href, bytes }));
  for (const { url, bytes } of [{ url: manifest, bytes: 0 }, ...files]) {
    const name = await datasetOf(url);
    if (name && (await kept(name, url))) continue;
    const response = (await loaded(url)) ?? (bytes <= smallBytes ? await fetch(url).catch(() => null) : null);
    if (response?.ok) await inTurn(() => keep(url, response));
  }
  if (appFiles.has(database)) await add(await caches.open(appCache), database);
}

/** A file that need not be asked of the network. */
async function loaded(url: string): Promise<Response | null> {
  const response = await fetch(url, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null);
  return response?.ok ? response : null;
}

let turn: Promise<unknown> = Promise.resolve();

/** Two files must not count the same room. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}

/** Keeps a file of a dataset if there is room for it. */
async function keep(url: string, response: Response): Promise<void> {
  if (url.endsWith("/manifest.json")) {
    const listing = await listingOf(response.clone());
    if (!listing) return;
    const name = `${dataCaches}${new URL(".", url).href}`;
    await put(name, url, response);
    await dropUnlisted(name, url, listing);
    return;
  }
  const name = await datasetOf(url);
  const before = name && (await kept(name, url));
  const etag = response.headers.get("etag");
  const unchanged = before && etag !== null && before.headers.get("etag") === etag;
  if (name && !unchanged && (await makeRoom(name, url))) await put(name, url, response);
  else await response.body?.cancel();
}

/** Files that a dataset no longer names would pile up on the disk: one that grows has its small files merged for weeks. */
async function dropUnlisted(name: string, manifest: string, { files }: Listing): Promise<void> {
  const cache = await caches.open(name);
  const listed = new Set([manifest, ...files.map(({ path }) => new URL(path, manifest).href)]);
  const old = (await cache.keys()).filter(({ url }) => !listed.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

/** The dataset that a file belongs to, by the name of its cache. */
async function datasetOf(url: string): Promise<string | undefined> {
  const names = await caches.keys();
  return names.find((name) => name.startsWith(dataCaches) && url.startsWith(name.slice(dataCaches.length)));
}

/** Drops the datasets that were opened longest ago until a file fits; `false` if it does not even then. */
async function makeRoom(name: string, url: string): Promise<boolean> {
  const names = (await caches.keys()).filter((one) => one.startsWith(dataCaches));
  const stock = await Promise.all(names.map((one) => stockOf(one, one === name ? url : undefined)));
  stock.sort((a, b) => a.opened - b.opened);
  let total = stock.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const dataset of stock) {
    if (total <= dataBudgetBytes) break;
    if (dataset.name === name) continue;
    await caches.delete(dataset.name);
    total -= dataset.bytes;
  }
  return total <= dataBudgetBytes;
}

/** Bytes of the files of a dataset that are kept, and of one that is to be; when its manifest was last fetched. */
async function stockOf(name: string, more?: string): Promise<{ name: string; bytes: number; opened: number }> {
  const folder = name.slice(dataCaches.length);
  const urls = new Set((await (await caches.open(name)).keys()).map((request) => request.url));
  if (more) urls.add(more);
  const manifest = await kept(name, `${folder}manifest.json`);
  const opened = Date.parse(manifest?.headers.get("date") ?? "") || 0;
  const files = (await listingOf(manifest ?? null))?.files ?? [];
  const bytes = files.reduce((sum, file) => sum + (urls.has(new URL(file.path, folder).href) ? file.bytes : 0), 0);
  return { name, bytes, opened };
}

async function listingOf(manifest: Response | null): Promise<Listing | null> {
  const value: Partial<Listing> | null | undefined = await manifest?.json().catch(() => null);
  if (!Array.isArray(value?.files)) return null;
  const others = [value.prepared, value.alerts].filter((file) => file !== undefined);
  return { files: [...value.files, ...others] };
}

async function kept(cacheName: string, url: string): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(url, { ignoreVary: true });
}

/** Keeps an answer; where the disk has no room for it the pages are told, and have it all the same. */
async function put(cacheName: string, url: string, response: Response): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.put(url, response).catch(async (error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
    for (const client of await scope.clients.matchAll()) client.postMessage({ type: "storage-full" });
  });
}
