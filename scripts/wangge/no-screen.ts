import { open as openFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { type HostPort, serve } from "../../src/engine/host.ts";
import { type LinkedPort, serveLinked } from "../../src/engine/linked/host.ts";
import { type LogPort, serveLog } from "../../src/engine/process/host.ts";
import { decodeHere } from "../dataset/decode-here.ts";

/** Which code a worker of the page runs, by the end of its address. */
const hosts: readonly (readonly [end: string, serve: (port: unknown) => void])[] = [
  ["/engine/worker.ts", (port) => serve(port as HostPort)],
  ["/engine/linked/worker.ts", (port) => serveLinked(port as LinkedPort)],
  ["/engine/process/worker.ts", (port) => serveLog(port as LogPort)],
];

/** A worker of the page as code of this thread behind a message port, which has all of a worker that is used. */
function WorkerHere(url: URL | string): unknown {
  const path = new URL(url).pathname;
  if (path.endsWith("/decode/worker.ts")) return decodeHere();
  const host = hosts.find(([end]) => path.endsWith(end));
  if (!host) throw new Error(`no worker ${path} without a page`);
  const { port1, port2 } = new MessageChannel();
  host[1](port2);
  const terminate = () => {
    port1.close();
    port2.close();
  };
  return Object.assign(port1, { terminate });
}

/** `fetch` of a file of this machine, in parts where a range is asked for. */
async function fetchFile(url: URL, range: string | null): Promise<Response> {
  const path = fileURLToPath(url);
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) return new Response(null, { status: 404 });
  const [from, to] = /bytes=(\d+)-(\d+)/
    .exec(range ?? "")
    ?.slice(1)
    .map(Number) ?? [0, facts.size - 1];
  const first = from ?? 0;
  const end = Math.min(facts.size, (to ?? facts.size - 1) + 1);
  const file = await openFile(path);
  const bytes = new Uint8Array(Math.max(0, end - first));
  await file.read(bytes, 0, bytes.length, first);
  await file.close();
  const headers = {
    "content-length": String(bytes.length),
    "content-range": `bytes ${first}-${end - 1}/${facts.size}`,
  };
  return new Response(bytes, range === null ? { headers } : { status: 206, headers });
}

/**
 * Gives this process what the program's state takes from a page: workers, frames, keys that nobody presses, and `fetch` of files. After this the
 * very code that computes a view on the page computes it here.
 */
export function standInForPage(): void {
  const ownFetch = globalThis.fetch;
  const events = new EventTarget();
  const later = (callback: (time: number) => void) => setTimeout(() => callback(performance.now()), 0);
  Object.assign(globalThis, {
    window: globalThis,
    document: Object.assign(events, { documentElement: { dataset: {} } }),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    requestAnimationFrame: later,
    cancelAnimationFrame: clearTimeout,
    Worker: WorkerHere,
    fetch: (input: string | URL | Request, init?: RequestInit) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.protocol !== "file:") return ownFetch(input, init);
      return fetchFile(url, new Headers(init?.headers).get("range"));
    },
  });
}
