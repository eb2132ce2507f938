import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "./server.mjs";

const digits = "0123456789".repeat(1000);
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const top = mkdtempSync(join(tmpdir(), "wangge-serve-"));
  const root = join(top, "root");
  mkdirSync(join(root, "sub"), { recursive: true });
  mkdirSync(join(root, "assets"));
  mkdirSync(join(top, "more"));
  writeFileSync(join(top, "secret.txt"), "secret");
  writeFileSync(join(root, "index.html"), "<!doctype html>home");
  writeFileSync(join(root, "sub/index.html"), "<!doctype html>sub");
  writeFileSync(join(root, ".hidden"), "hidden");
  writeFileSync(join(root, "digits.parquet"), digits);
  writeFileSync(join(root, "script.js"), `export const digits = "${digits}";`);
  writeFileSync(join(root, "assets/index-a1B2c3D4.js"), "1");
  writeFileSync(join(root, "empty.bin"), "");
  writeFileSync(join(root, "案件.csv"), "a");
  writeFileSync(join(top, "more/x.json"), "{}");
  symlinkSync(join(top, "secret.txt"), join(root, "link.txt"));
  site = await serve({ root, mounts: { "/data": join(top, "more") } });
});
afterAll(() => site.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A request as it is written, without what `fetch` would tidy up or unpack. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: site.port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on("error", reject).end();
  });
}

test("every answer isolates the page and names its type", async () => {
  for (const path of ["/", "/none", "/digits.parquet"]) {
    expect((await ask(path)).headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
    });
  }
  expect((await ask("/script.js")).headers["content-type"]).toBe("text/javascript; charset=utf-8");
});

test("a folder gives its index, and without the slash the address with it", async () => {
  expect((await ask("/")).body.toString()).toContain("home");
  expect((await ask("/sub/")).body.toString()).toContain("sub");
  expect(await ask("/sub?a=1")).toMatchObject({ status: 301, headers: { location: "/sub/?a=1" } });
});

test.each([
  ["bytes=0-3", 206, "0123", "bytes 0-3/10000"],
  ["bytes=9998-", 206, "89", "bytes 9998-9999/10000"],
  ["bytes=-3", 206, "789", "bytes 9997-9999/10000"],
  ["bytes=9999-20000", 206, "9", "bytes 9999-9999/10000"],
  ["bytes=10000-", 416, "", "bytes */10000"],
])("the range %s is answered with %i", async (range, status, body, contentRange) => {
  const answer = await ask("/digits.parquet", { range, "accept-encoding": "br" });
  expect([answer.status, answer.body.toString()]).toEqual([status, body]);
  expect(answer.headers["content-range"]).toBe(contentRange);
});

test("what is not one good range gives the whole file", async () => {
  for (const range of ["bytes=0-1,4-5", "lines=1-2", "bytes=-"]) {
    expect(await ask("/digits.parquet", { range })).toMatchObject({
      status: 200,
      headers: { "content-length": "10000" },
    });
  }
  const stale = { range: "bytes=0-3", "if-range": '"other"' };
  expect((await ask("/digits.parquet", stale)).status).toBe(200);
});

test("text is compressed as the client likes it, data is not", async () => {
  const plain = (await ask("/script.js")).body.toString();
  const br = await ask("/script.js", { "accept-encoding": "gzip, br" });
  expect([br.headers["content-encoding"], brotliDecompressSync(br.body).toString()]).toEqual(["br", plain]);
  const gzip = await ask("/script.js", { "accept-encoding": "br;q=0, gzip" });
  expect([gzip.headers["content-encoding"], gunzipSync(gzip.body).toString()]).toEqual(["gzip", plain]);
  expect(gzip.body.length).toBeLessThan(plain.length / 10);
  expect((await ask("/digits.parquet", { "accept-encoding": "br" })).headers["content-encoding"]).toBeUndefined();
});

test("a file that has not changed is not sent again, and names with a hash are kept for good", async () => {
  const { etag } = (await ask("/script.js")).headers;
  expect(await ask("/script.js", { "if-none-match": String(etag) })).toMatchObject({
    status: 304,
    body: Buffer.alloc(0),
  });
  expect((await ask("/script.js")).headers["cache-control"]).toBe("no-cache");
  expect((await ask("/assets/index-a1B2c3D4.js")).headers["cache-control"]).toContain("immutable");
});

test("nothing outside the folder is served, nor hidden files", async () => {
  for (const path of [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/sub/..%2f..%2fsecret.txt",
    "/link.txt",
    "/.hidden",
    "//etc/passwd",
  ]) {
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  }
  for (const path of ["/%", "/a%00b", "/..%5csecret.txt"])
    expect([path, (await ask(path)).status]).toEqual([path, 400]);
});

test("other folders can be mounted, and names may be in any script", async () => {
  expect((await ask("/data/x.json")).body.toString()).toBe("{}");
  expect((await ask(encodeURI("/案件.csv"))).status).toBe(200);
  expect((await ask("/empty.bin")).headers["content-length"]).toBe("0");
});

test("HEAD gives the headers only, other methods are refused", async () => {
  expect(await ask("/digits.parquet", {}, "HEAD")).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  expect((await ask("/digits.parquet", {}, "HEAD")).headers["content-length"]).toBe("10000");
  expect((await ask("/", {}, "POST")).status).toBe(405);
});

test("a port that is taken is an error", async () => {
  await expect(serve({ root: ".", port: site.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
