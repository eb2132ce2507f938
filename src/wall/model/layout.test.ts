import { describe, expect, test } from "vitest";
import { isWallHash } from "../../state/url.ts";
import { readLayout } from "./layout.ts";
import { layoutOf, wallFromHash, wallToHash } from "./link.ts";
import { type GridId, grids, presetIds, presetLayout } from "./presets.ts";

const allGrids = Object.keys(grids) as GridId[];

describe("presets", () => {
  test("every preset on every grid is a layout that can be read again as it was", () => {
    for (const preset of presetIds)
      for (const grid of allGrids) {
        const layout = presetLayout(preset, grid);
        expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
      }
  });

  test("panels of a scene cover the grid without gap or overlap", () => {
    for (const preset of presetIds)
      for (const grid of ["3x3", "6x3"] as const) {
        const { columns, rows, scenes } = presetLayout(preset, grid);
        for (const { panels } of scenes) {
          const cells = panels.flatMap((panel) =>
            Array.from({ length: panel.columns * panel.rows }, (_, i) => {
              const [x, y] = [panel.column + (i % panel.columns), panel.row + Math.floor(i / panel.columns)];
              return y * columns + x;
            }),
          );
          expect([...cells].sort((a, b) => a - b)).toEqual(Array.from({ length: columns * rows }, (_, i) => i));
        }
      }
  });

  test("all five functions follow one another, and panels of a scene have names of their own", () => {
    expect(presetLayout("all", "6x3").scenes.map(({ name }) => name)).toEqual(presetIds.slice(0, 5));
    for (const { panels } of presetLayout("all", "6x3").scenes)
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

describe("layouts from outside", () => {
  const good = presetLayout("alerts", "2x2");
  const spoilt = (change: (layout: Record<string, unknown>) => void) => {
    const copy = JSON.parse(JSON.stringify(good));
    change(copy);
    return () => readLayout(copy);
  };

  test("what cannot be used is refused with its name", () => {
    expect(spoilt((layout) => Object.assign(layout, { version: 2 }))).toThrow(/version/);
    expect(spoilt((layout) => Object.assign(layout, { columns: 0 }))).toThrow(/columns/);
    expect(spoilt((layout) => Object.assign(layout, { scenes: [] }))).toThrow(/scenes/);
    expect(() => readLayout("layout")).toThrow(/layout/);
    expect(() => readLayout(null)).toThrow(/layout/);
  });

  test("a panel that reaches out of the grid or shows what is not known is refused", () => {
    const panel = { id: "a", view: "map", column: 1, row: 0, columns: 2 };
    const scene = (change: object) => ({
      ...good,
      scenes: [{ name: "", seconds: 10, panels: [{ ...panel, ...change }] }],
    });
    expect(() => readLayout(scene({}))).toThrow(/columns/);
    expect(() => readLayout(scene({ columns: 1, view: "camera-stream" }))).toThrow(/view/);
    expect(readLayout(scene({ columns: 1 })).scenes[0]?.panels[0]).toMatchObject({ days: 30, measure: "count" });
  });
});

describe("links", () => {
  const usual = wallFromHash("#/wall", "data/sample/");

  test("the shortest link is the usual wall, and only its address is one", () => {
    expect(wallToHash(usual, "data/sample/")).toBe("#/wall");
    expect(layoutOf(usual).scenes).toHaveLength(5);
    expect([
      isWallHash("#/wall"),
      isWallHash("#/wall?lang=en"),
      isWallHash("#/wallpaper"),
      isWallHash("#/overview"),
    ]).toEqual([true, true, false, false]);
  });

  test("a link comes back as it went", () => {
    const link = {
      ...usual,
      locale: "en" as const,
      theme: "light" as const,
      layout: { ...presetLayout("dispatch", "2x2"), name: "夜班 night" },
      part: { column: 2, row: 0, columns: 6, rows: 3 },
      everySeconds: 5,
      replay: { day: Date.UTC(2024, 2, 5) / 1000, speed: 60 },
    };
    expect(wallFromHash(wallToHash(link, "data/sample/"), "data/sample/")).toEqual(link);
  });

  test("nonsense is ignored, but a broken layout is told", () => {
    const link = wallFromHash("#/wall?grid=9x9&every=0&screen=6,0,6x3&replay=2024-03-05@9999&theme=pink", "d/");
    expect(link).toEqual({ ...usual, dataset: "d/" });
    expect(() => wallFromHash("#/wall?layout=bm90aGluZw", "d/")).toThrow();
  });
});
