import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { read, root } from "../support/files.ts";

/*
 * What the page loads for its first picture, what it may load in all, and what its workers load, in compressed kB. Either may grow by 5 % unnoticed.
 * After a wanted change: WANGGE_BUDGET=write npm test -- --only bundle
 */
const budgetFile = "test/bundle/budget.json";
const mostFirstKilobytes = 1200;
const tolerance = 1.05;

const dist = join(root, "dist");
const kilobytes = (files: Iterable<string>) =>
  Math.round([...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000);

/** What a script imports; with `later` also what it may import while it runs. */
const imports = {
  atOnce: /(?:\bfrom|\bimport)\s*["'`](\.\.?\/[^"'`]+\.js)["'`]/g,
  later: /(?:\bfrom|\bimport)\s*\(?\s*["'`](\.\.?\/[^"'`]+\.js)["'`]/g,
};

/** Scripts and all they import. */
function withImports(entries: readonly string[], how: keyof typeof imports): Set<string> {
  const found = new Set(entries);
  for (const file of found) {
    const text = readFileSync(join(dist, file), "utf8");
    for (const [, to = ""] of text.matchAll(imports[how])) found.add(posix.join(posix.dirname(file), to));
  }
  return found;
}

function measure(): Record<string, number> {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const entries = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file = ""]) => file);
  const named = (pattern: RegExp) =>
    readdirSync(join(dist, "assets")).flatMap((file) => (pattern.test(file) ? [`assets/${file}`] : []));
  const map = named(/^map-(view|bridge)-.*\.js$/);
  if (map.length !== 2) throw new Error(`the map's code should be two chunks: ${map.join(", ")}`);
  return {
    first: kilobytes(withImports(entries, "atOnce")),
    map: kilobytes(withImports([...entries, ...map], "atOnce")),
    page: kilobytes(withImports(entries, "later")),
    workers: kilobytes(named(/worker.*\.m?js$/)),
  };
}

describe("the built app", () => {
  let sizes: Record<string, number> = {};

  beforeAll(() => {
    if (!existsSync(join(dist, "index.html"))) throw new Error("dist/ is missing: run npm run build first");
    sizes = measure();
    if (process.env.WANGGE_BUDGET === "write")
      writeFileSync(join(root, budgetFile), `${JSON.stringify(sizes, null, 2)}\n`);
  });

  test(`loads at most ${mostFirstKilobytes} kB of script before the first picture`, () => {
    expect(sizes.first).toBeGreaterThan(200);
    expect(sizes.first).toBeLessThanOrEqual(mostFirstKilobytes);
  });

  test("is no larger than its committed sizes", () => {
    const budget: Record<string, number> = JSON.parse(read(budgetFile));
    const grown = Object.entries(sizes).filter(([name, size]) => size > (budget[name] ?? 0) * tolerance + 1);
    expect(grown, `committed: ${JSON.stringify(budget)}`).toEqual([]);
  });

  test("has only relative addresses in its page, so that it runs at any path", () => {
    const html = readFileSync(join(dist, "index.html"), "utf8");
    expect(html.match(/(?:src|href)="(\/|https?:)[^"]*"/g)).toBeNull();
  });

  test("carries the content security policy", () => {
    const html = readFileSync(join(dist, "index.html"), "utf8");
    expect(html).toContain('http-equiv="Content-Security-Policy"');
    expect(html).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });
});
