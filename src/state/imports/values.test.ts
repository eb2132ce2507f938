import { expect, test } from "vitest";
import { code } from "../../domain/fields.ts";
import { meaningOfValue, withoutValue, withValue } from "./values.ts";

const closed = code("状态", ["closed", "void"]);
const open = code("问题类型");

test("a value gets a meaning, whatever its width and case in the file", () => {
  const filling = withValue({ filling: { from: ["a"] }, spec: closed }, "已 结案", "closed");
  expect(meaningOfValue(filling, "已 结案")).toBe("closed");
  expect(meaningOfValue(filling, "void")).toBe("void");
  expect(meaningOfValue(filling, "others")).toBeUndefined();
  const folded = { from: ["a"], map: { 已结案: "closed" } };
  expect(meaningOfValue(folded, "已_结案")).toBe("closed");
  expect(meaningOfValue(withoutValue(folded, "已_结案"), "已_结案")).toBeUndefined();
});

test("fields that are open to any text keep what nobody has named", () => {
  const filling = withValue({ filling: { from: ["a"] }, spec: open }, "部件", "component");
  expect(filling.keep).toBe(true);
  expect(meaningOfValue(filling, "部件")).toBe("component");
  expect(meaningOfValue(filling, "园林")).toBe("园林");
  expect(meaningOfValue(withoutValue(filling, "部件"), "部件")).toBe("部件");
});

test("a value can stand for an unknown one", () => {
  const filling = withValue({ filling: { from: ["a"] }, spec: closed }, "-", null);
  expect(meaningOfValue(filling, "-")).toBeNull();
});
