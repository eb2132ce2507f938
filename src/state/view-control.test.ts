import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { shownResult } from "./runs.ts";
import type { SceneLayer } from "./scene-layer.ts";
import { store } from "./store.ts";
import { createViewControl } from "./view-control.ts";

const layer = (id: string): SceneLayer => ({ id, build: () => [], legend: () => null, paint: null });
const initial = store.getState();

beforeEach(() => {
  vi.stubGlobal("window", globalThis);
  store.setState(initial, true);
});
afterEach(() => vi.unstubAllGlobals());

/** A view that shows the document's dataset name and computes it when told to. */
function setup() {
  const asked: string[] = [];
  const open: ((value: string) => void)[] = [];
  const control = createViewControl<string, string>({
    input: ({ document }) => document.dataset,
    same: (one, other) => one === other,
    compute: (input) => {
      asked.push(input);
      return new Promise((resolve) => open.push(resolve));
    },
    layers: (result) => [layer(result)],
  });
  const answer = async (value: string) => {
    open.shift()?.(value);
    await wait(0);
  };
  return { asked, control, answer };
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
const setDataset = (dataset: string) => store.setState(({ document }) => ({ document: { ...document, dataset } }));
const shown = () => store.getState().viewLayers?.map(({ id }) => id);

test("opening takes the overview's surface away, and the first result comes without a pause", async () => {
  const { control, asked, answer } = setup();
  setDataset("a");
  const close = control.open();
  expect(shown()).toEqual([]);
  expect(store.getState().viewBusy).toBe(true);
  await wait(5);
  expect(asked).toEqual(["a"]);
  await answer("A");
  expect(shown()).toEqual(["A"]);
  expect(store.getState().viewBusy).toBe(false);
  close();
  expect(shown()).toBeUndefined();
});

test("changes in quick succession are computed once, and the old picture stays until the new one is there", async () => {
  const { control, asked, answer } = setup();
  setDataset("a");
  const close = control.open();
  await wait(5);
  await answer("A");
  setDataset("b");
  expect(store.getState().viewBusy).toBe(true);
  await wait(60);
  setDataset("c");
  expect(asked).toEqual(["a"]);
  await wait(180);
  expect(asked).toEqual(["a", "c"]);
  expect(shown()).toEqual(["A"]);
  await answer("C");
  expect(shown()).toEqual(["C"]);
  close();
});

test("a change that does not matter to the view is not computed", async () => {
  const { control, asked, answer } = setup();
  setDataset("a");
  const close = control.open();
  await wait(5);
  await answer("A");
  store.setState({ hovered: { level: "cell", id: "1" } });
  await wait(180);
  expect(asked).toEqual(["a"]);
  close();
});

test("a view that is closed while it computes draws nothing, and shows its last picture when opened again", async () => {
  const { control, answer } = setup();
  setDataset("a");
  const close = control.open();
  await wait(5);
  await answer("A");
  setDataset("b");
  await wait(180);
  close();
  await answer("B");
  expect(shown()).toBeUndefined();
  expect(store.getState().viewBusy).toBe(false);
  const closeAgain = control.open();
  expect(shown()).toEqual(["A"]);
  expect(shownResult(control.runs.getState().run)).toBe("A");
  closeAgain();
});

test("between two views the page is busy, and the overview's surface does not come back for a moment", async () => {
  const { control, answer } = setup();
  setDataset("a");
  const setView = (view: "hotspots" | "emerging" | "overview") =>
    store.setState(({ document }) => ({ document: { ...document, view } }));
  setView("hotspots");
  const close = control.open();
  await wait(5);
  await answer("A");
  setView("emerging");
  expect(store.getState().viewBusy).toBe(true);
  close();
  expect(shown()).toEqual([]);
  expect(store.getState().viewBusy).toBe(true);
  const closeNext = setup().control.open();
  setView("overview");
  closeNext();
  expect(shown()).toBeUndefined();
  expect(store.getState().viewBusy).toBe(false);
});
