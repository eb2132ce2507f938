import { expect, test } from "vitest";
import { decodeText, parseCsv } from "./csv.ts";

test("cells may hold separators, quotes and line breaks when they are quoted", () => {
  expect(parseCsv('a,b\r\n"x, ""y""","line 1\nline 2"\r\n')).toEqual([
    ["a", "b"],
    ['x, "y"', "line 1\nline 2"],
  ]);
});

test("empty cells stay, empty lines and the last line break go", () => {
  expect(parseCsv("a,b,c\n1,,\n\n,,3\n")).toEqual([
    ["a", "b", "c"],
    ["1", "", ""],
    ["", "", "3"],
  ]);
  expect(parseCsv("a,b\n1,")).toEqual([
    ["a", "b"],
    ["1", ""],
  ]);
});

test("the separator is the one that the header has most of", () => {
  expect(parseCsv("a;b;c\n1,5;2;3")).toEqual([
    ["a", "b", "c"],
    ["1,5", "2", "3"],
  ]);
  expect(parseCsv("a\tb\n1\t2")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
});

test("nothing gives no rows, and an open quote ends with the text", () => {
  expect(parseCsv("")).toEqual([]);
  expect(parseCsv('a\n"open')).toEqual([["a"], ["open"]]);
});

test("UTF-8 with a mark, UTF-16 and GB18030 are told apart", () => {
  const text = "案件编号,经度";
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)))).toBe(text);
  expect(
    decodeText(Uint8Array.of(0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer))),
  ).toBe(text);
  expect(decodeText(Uint8Array.of(0xb0, 0xb8, 0xbc, 0xfe, 0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xbe, 0xad, 0xb6, 0xc8))).toBe(
    text,
  );
});
