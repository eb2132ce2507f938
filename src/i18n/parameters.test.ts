import { expect, test } from "vitest";
import type { ParamSpec } from "../domain/analysis.ts";
import { formFields } from "./parameters.ts";

const spec = {
  kind: { kind: "choice", default: "band", options: ["queen", "band"] },
  radiusMetres: { kind: "number", default: 100, min: 10, max: 500, step: 10, unit: "metres", when: { kind: ["band"] } },
  mutual: { kind: "boolean", default: false },
} as const satisfies ParamSpec;
const texts = {
  "param.kind": "邻接方式",
  "param.radiusMetres": "距离",
  "param.mutual": "互为邻居",
  "kind.queen": "共边",
};

test("fields have the analysis' words, their unit in the language, and the value's own kind", () => {
  const fields = formFields(spec, { kind: "band", radiusMetres: 50, mutual: true }, { locale: "zh-CN", texts });
  expect(fields).toEqual([
    {
      name: "kind",
      label: "邻接方式",
      kind: "choice",
      value: "band",
      options: [
        { value: "queen", label: "共边" },
        { value: "band", label: "band" },
      ],
    },
    { name: "radiusMetres", label: "距离", kind: "number", value: 50, min: 10, max: 500, step: 10, unit: "米" },
    { name: "mutual", label: "互为邻居", kind: "boolean", value: true },
  ]);
});

test("a parameter without effect is not asked for", () => {
  const fields = formFields(spec, { kind: "queen", radiusMetres: 50, mutual: false }, { locale: "en", texts });
  expect(fields.map(({ name }) => name)).toEqual(["kind", "mutual"]);
});
