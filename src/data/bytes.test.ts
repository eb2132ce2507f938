import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FileRef, openBytes, readWhole } from "./bytes.ts";

const content = Uint8Array.from({ length: 1000 }, (_, i) => i & 255);
const requests: (string | undefined)[] = [];
let base: string;

/** Servers as they are found: one that knows ranges, one that does not, and some that fail. */
const behaviours: Record<string, (response: ServerResponse, range: RegExpExecArray | null) => void> = {
  "/ranges": (response, range) => {
    if (!range) return void response.end(content);
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]), content.length - 1)];
    if (from >= content.length) return void response.writeHead(416, { "content-range": "bytes */1000" }).end();
    response.writeHead(206, { "content-range": `bytes ${from}-${to}/1000` }).end(content.subarray(from, to + 1));
  },
  "/whole": (response) => void response.end(content),
  "/missing": (response) => void response.writeHead(404).end("<!doctype html>"),
  "/broken": (response) => void response.writeHead(500).end(),
  "/cut": (response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write(content.subarray(0, 300));
    setTimeout(() => response.destroy(), 20);
  },
  "/empty": (response) => void response.writeHead(416, { "content-range": "bytes */0" }).end(),
  "/slow": () => undefined,
};

const server = createServer((request, response) => {
  requests.push(request.headers.range);
  behaviours[request.url ?? ""]?.(response, /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? ""));
});
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const at = (path: string, more: Partial<FileRef> = {}): FileRef => ({
  name: "x.parquet",
  at: { url: base + path },
  ...more,
});

test("parts of a file are asked for by range, and the length is found out where it is not known", async () => {
  const file = await openBytes(at("/ranges"));
  expect(file.size).toBe(1000);
  expect(await file.read(10, 20)).toEqual(content.slice(10, 20));
  requests.length = 0;
  const known = await openBytes(at("/ranges", { bytes: 1000 }));
  expect(await known.read(990, 1000)).toEqual(content.slice(990));
  expect(requests).toEqual(["bytes=990-999"]);
});

test("a server that knows no ranges is asked once for everything", async () => {
  for (const more of [{}, { bytes: 1000 }]) {
    requests.length = 0;
    const file = await openBytes(at("/whole", more));
    expect(await file.read(10, 20)).toEqual(content.slice(10, 20));
    expect(await file.read(500, 501)).toEqual(content.slice(500, 501));
    expect(requests).toHaveLength(1);
  }
});

test("bytes are counted as they arrive", async () => {
  let counted = 0;
  const bytes = await readWhole(at("/whole"), { onBytes: (count) => (counted += count) });
  expect([bytes.length, counted]).toEqual([1000, 1000]);
});

test.each<[string, Partial<FileRef>, object]>([
  ["/missing", {}, { code: "not-found", values: { file: "x.parquet" } }],
  ["/broken", {}, { code: "http", values: { file: "x.parquet", status: 500 } }],
  ["/cut", {}, { code: "truncated", values: { file: "x.parquet", expected: 1000, actual: 300 } }],
  ["/whole", { bytes: 2000 }, { code: "truncated", values: { file: "x.parquet", expected: 2000, actual: 1000 } }],
])("reading %s is a fault that names the file", async (path, more, fault) => {
  await expect(readWhole(at(path, more))).rejects.toMatchObject(fault);
});

test("a file shorter than the manifest says is truncated, also when only a part is read", async () => {
  const file = await openBytes(at("/ranges", { bytes: 2000 }));
  await expect(file.read(0, 10)).rejects.toMatchObject({ code: "truncated", values: { expected: 2000, actual: 1000 } });
  await expect(file.read(1500, 1600)).rejects.toMatchObject({ code: "truncated" });
});

test("an empty file says so", async () => {
  await expect(openBytes(at("/empty"))).rejects.toMatchObject({ code: "file-empty", values: { file: "x.parquet" } });
});

test("a server that is not there is a network fault", async () => {
  const gone = { name: "x.parquet", at: { url: "http://127.0.0.1:9/x" } };
  await expect(readWhole(gone)).rejects.toMatchObject({ code: "network", values: { file: "x.parquet" } });
});

test("aborting rejects with an AbortError", async () => {
  const controller = new AbortController();
  const reading = readWhole(at("/slow"), { signal: controller.signal });
  setTimeout(() => controller.abort(), 20);
  await expect(reading).rejects.toMatchObject({ name: "AbortError" });
});

test("files in the user's hands are read the same way", async () => {
  const file: FileRef = { name: "x.parquet", at: { blob: new Blob([content]) } };
  expect(await (await openBytes(file)).read(5, 8)).toEqual(content.slice(5, 8));
  expect(await readWhole(file)).toEqual(content);
  await expect(readWhole({ ...file, bytes: 1001 })).rejects.toMatchObject({ code: "truncated" });
});
