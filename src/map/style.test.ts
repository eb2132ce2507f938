import { expect, test } from "vitest";
import { roadClasses } from "../domain/vocabulary.ts";
import { baseLayers, baseStyle } from "./style.ts";

const software = { theme: "light", software: true } as const;

test("the style asks for nothing outside: no tiles, glyphs, sprites or addresses", () => {
  const style = baseStyle(software);
  expect(Object.keys(style).sort()).toEqual(["layers", "sources", "version"]);
  expect(JSON.stringify(style)).not.toMatch(/https?:|url|tiles/);
});

test("themes differ in colours alone", () => {
  const plain = (theme: "light" | "dark") =>
    baseLayers({ theme, software: false }).map(({ paint, ...rest }) => [rest, Object.keys(paint ?? {})]);
  expect(plain("dark")).toEqual(plain("light"));
  expect(baseLayers({ theme: "dark", software: false })).not.toEqual(baseLayers({ theme: "light", software: false }));
});

test("every road class has a width, wider for wider roads", () => {
  const width = JSON.stringify(baseLayers(software).find(({ id }) => id === "roads")?.paint);
  for (const roadClass of roadClasses) expect(width).toContain(`"${roadClass}"`);
});

test("without a GPU faint areas have no smooth edges", () => {
  const smooth = (software: boolean) =>
    baseLayers({ theme: "light", software }).flatMap(({ id, paint }) =>
      paint && "fill-antialias" in paint && paint["fill-antialias"] === true ? [id] : [],
    );
  expect(smooth(true)).toEqual(["water"]);
  expect(smooth(false)).toEqual(["estates", "green", "water", "buildings"]);
});
