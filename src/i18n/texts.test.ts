import { expect, test } from "vitest";
import { createTexts } from "./texts.ts";

const messages = {
  "zh-CN": { cases: "{count} 件，{area}", plain: "好" },
  en: { cases: "{count} {count|case|cases} in {area}", plain: "fine" },
};

test("values stand in their places, numbers in the language's manner", () => {
  expect(createTexts(messages, "zh-CN")("cases", { count: 34049, area: "G03" })).toBe("34,049 件，G03");
});

test("English has a word for one and a word for several", () => {
  const t = createTexts(messages, "en");
  expect([0, 1, 2].map((count) => t("cases", { count, area: "G03" }))).toEqual([
    "0 cases in G03",
    "1 case in G03",
    "2 cases in G03",
  ]);
});

test("a value that was not given is seen", () => {
  expect(createTexts(messages, "zh-CN")("cases", { count: 1 })).toBe("1 件，{area}");
});

test("a key that one language lacks does not compile", () => {
  const incomplete = { "zh-CN": { a: "一", b: "二" }, en: { a: "one" } };
  // @ts-expect-error English has no text for "b"
  expect(createTexts(incomplete, "en")("a")).toBe("one");
});
