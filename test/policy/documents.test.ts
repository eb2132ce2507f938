import { existsSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { expect, test } from "vitest";
import { projectFiles, read, root } from "../support/files.ts";

const documents = projectFiles().filter((file) => file.endsWith(".md"));

/** Links and pictures of a document that are not on the web, code blocks left out. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)|<img[^>]+src="([^"]+)"/g)]
    .map(([, link, picture]) => link ?? picture ?? "")
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchor that a heading gets: lower case, punctuation dropped, spaces as hyphens. */
function anchorsOf(text: string): string[] {
  const headings = text.match(/^#{1,6} .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}

function isDead(document: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? document : posix.join(dirname(document), decodeURI(path));
  if (!existsSync(join(root, target))) return true;
  return anchor !== undefined && target.endsWith(".md") && !anchorsOf(read(target)).includes(decodeURI(anchor));
}

test("every link between documents leads somewhere", () => {
  const dead = documents.flatMap((document) =>
    linksOf(read(document))
      .filter((link) => isDead(document, link))
      .map((link) => `${document} -> ${link}`),
  );
  expect(dead).toEqual([]);
});

test("every runtime dependency is explained", () => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(read("package.json"));
  const explained = read("docs/adr/0010-dependencies.md");
  expect(Object.keys(dependencies).filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
});

test("every decision is short and says status, context, decision and consequences", () => {
  const decisions = documents.filter((file) => /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/.test(file));
  const parts = ["Status:", "## Context", "## Decision", "## Consequences"];
  const incomplete = decisions.filter((file) => !parts.every((part) => read(file).includes(part)));
  const long = decisions.filter((file) => read(file).trimEnd().split("\n").length > 40);
  expect(decisions.length).toBeGreaterThanOrEqual(9);
  expect({ incomplete, long }).toEqual({ incomplete: [], long: [] });
});
