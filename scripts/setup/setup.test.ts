import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freePort } from "./browser.mjs";
import { hashOf, sourcesOf } from "./hash.mjs";
import { root } from "./process.mjs";

const isWindows = process.platform === "win32";

function program(folder: string, name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** What `ensureChromium` answers, or fails with, on a machine that has only the programs of one folder. */
function chromiumOn(folder: string, chromium?: string): string {
  const script =
    'import("./scripts/setup/chromium.mjs").then((m) => m.ensureChromium()).then(console.log, (e) => console.log(e.message))';
  const env = { PATH: folder, ...(chromium && { CHROMIUM: chromium }) };
  return execFileSync(process.execPath, ["-e", script], { cwd: root, env, encoding: "utf8" }).trim();
}

describe.skipIf(isWindows || process.platform === "darwin")("finding Chromium", () => {
  const empty = () => mkdtempSync(join(tmpdir(), "wangge-setup-"));

  test("an installed one is taken, the one named by CHROMIUM before it", () => {
    const folder = empty();
    const chrome = program(folder, "google-chrome", "exit 0");
    const named = program(folder, "my-browser", "exit 0");
    expect(chromiumOn(folder)).toBe(chrome);
    expect(chromiumOn(folder, named)).toBe(named);
  });

  test("a CHROMIUM that does not exist is an error, not a reason to take another", () => {
    const folder = empty();
    program(folder, "chromium", "exit 0");
    expect(chromiumOn(folder, join(folder, "missing"))).toMatch(/^CHROMIUM names .*missing, which does not exist/);
  });

  test("none at all gives a message that says what to install", () => {
    expect(chromiumOn(empty())).toMatch(/Install one \(on Debian: `sudo apt-get install chromium/);
  });

  test.skipIf(process.getuid?.() !== 0)("root on Debian gets it from apt-get", () => {
    const folder = empty();
    program(folder, "apt-get", `case "$*" in *install*chromium*) echo > ${folder}/chromium;; esac`);
    expect(chromiumOn(folder).split("\n").at(-1)).toBe(join(folder, "chromium"));
  });
});

test("a taken port is replaced by a free one", async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : 0;
  expect(await freePort(taken)).not.toBe(taken);
  await new Promise((done) => server.close(done));
  expect(await freePort(taken)).toBe(taken);
});

test("the sources of a script are itself and what it imports, near and far", () => {
  const sources = sourcesOf("scripts/bench/main.ts");
  expect(sources).toContain("scripts/bench/main.ts");
  expect(sources).toContain("scripts/bench/figure.ts");
  expect(sources).toContain("scripts/setup/hash.mjs");
  expect(sources).not.toContain("scripts/start.mjs");
});

test("a hash depends on names and contents, not on the order they are given in", () => {
  expect(hashOf(["package.json", "LICENSE"])).toBe(hashOf(["LICENSE", "package.json"]));
  expect(hashOf(["LICENSE"])).not.toBe(hashOf(["README.md"]));
  expect(hashOf(["missing"])).not.toBe(hashOf([]));
});
