import { expect, test } from "vitest";
import { locales } from "../domain/document.ts";
import { faultText } from "./faults.ts";

test("a fault names the file and the reason, and says the way on", () => {
  const fault = { code: "truncated", values: { file: "cases/2024-03.parquet", expected: 2000, actual: 1200 } } as const;
  expect(faultText(fault, "en")).toEqual({
    what: "The file “cases/2024-03.parquet” is incomplete: 1,200 of 2,000 bytes.",
    wayOn: "Download or copy the file again, then retry.",
  });
  expect(faultText(fault, "zh-CN").what).toBe("文件“cases/2024-03.parquet”不完整：应有 2,000 字节，实有 1,200 字节。");
});

test("a value that the thrower did not give leaves no braces", () => {
  for (const locale of locales) {
    const { what } = faultText({ code: "corrupt", values: {} }, locale);
    expect(what).not.toMatch(/[{}]/);
  }
});
