import type { Theme } from "../../../../src/domain/document.ts";
import type { Box } from "../../../../src/domain/manifest.ts";
import { layerKinds } from "../../../../src/layers/index.ts";
import { roadLabels } from "../../../../src/layers/labels/road-labels.ts";
import type { Label } from "../../../../src/layers/labels/style.ts";
import { gaussianBlur } from "../../../../src/lib/blur.ts";
import { classEdges } from "../../../../src/lib/classes.ts";
import { createMapView, type MapPick, type MapPoint } from "../../../../src/map/map-view.ts";
import { makeTown, place, randomNumbers } from "./town.ts";

const query = new URLSearchParams(location.search);
const town = makeTown();
const [west, south] = place([-1900, -1250]);
const [east, north] = place([1900, 1250]);
const box: Box = [west, south, east, north];
const container = document.getElementById("map");
if (!container) throw new Error("index.html has no #map");

let theme: Theme = query.get("theme") === "dark" ? "dark" : "light";
const faults: string[] = [];
const view = createMapView(container, { box, theme, label: "Map", onError: (error) => faults.push(error.message) });
view.setBase(town.base);

const labels: Label[] = [
  ...roadLabels(town.roads),
  ...[town.estates, town.grids].flatMap(({ names, labelPoints, level }) =>
    names.map((text, i): Label => {
      const [lon = 0, lat = 0] = labelPoints.subarray(2 * i, 2 * i + 2);
      return { text, lon, lat, rank: i, kind: level === "duty_grid" ? "area" : "estate" };
    }),
  ),
];

const [width, height] = [256, 160];

/** Hotspots that differ with `phase`, as a smoothed field of cases per km². */
function field(phase: number): Float32Array {
  const random = randomNumbers(17 + phase);
  const values = new Float32Array(width * height);
  for (let i = 0; i < 6000; i++) {
    const hot = i % 4;
    const spread = (random() + random() + random() - 1.5) * (hot === 3 ? 200 : 18);
    const other = (random() + random() + random() - 1.5) * (hot === 3 ? 120 : 18);
    const x = Math.round([70, 130, 190, 128][hot] + spread);
    const y = Math.round([60, 100, 50, 80][hot] + other);
    if (x >= 0 && y >= 0 && x < width && y < height) values[y * width + x] += 40;
  }
  gaussianBlur(values, width, height, 3.2);
  return values;
}

function cellValues(phase: number): Float64Array {
  const random = randomNumbers(31 + phase);
  return Float64Array.from({ length: town.cells.rows }, (_, i) => {
    const [x, y] = [i % 36, Math.floor(i / 36)];
    const hot =
      60 * Math.exp(-((x - 9) ** 2 + (y - 8) ** 2) / 18) + 40 * Math.exp(-((x - 25) ** 2 + (y - 16) ** 2) / 30);
    return i % 97 === 0 ? Number.NaN : Math.round(hot + random() * 12);
  });
}

const small = Uint8Array.from({ length: town.cells.rows }, (_, i) => (i % 36 > 31 && i > 500 ? 1 : 0));

/** What is drawn: scene names, joined by commas, in the query or given. */
function draw(scene: string, phase = 0, marks: { hovered?: number; selected?: number; labels?: number } = {}) {
  const parts = scene.split(",");
  const has = (part: string) => parts.includes(part);
  const values = has("choropleth") ? cellValues(phase) : new Float64Array(0);
  const choropleth = {
    theme,
    edges: classEdges(values, "jenks", 6),
    colours: "sequential" as const,
    title: "count",
    unit: "cases",
  };
  const highlights = (["hovered", "selected"] as const).flatMap((role) => {
    const row = marks[role];
    return row === undefined ? [] : [{ areas: town.cells, row, role }];
  });
  const random = randomNumbers(phase + 5);
  const positions = Float64Array.from(
    Array.from({ length: 1500 }, () => place([(random() - 0.5) * 3000, (random() - 0.5) * 2200])).flat(),
  );
  const casePoints = {
    length: 1500,
    positions,
    codes: Uint8Array.from(positions.subarray(1500), (_, i) => i % 4),
    names: ["A", "B", "C", "D"],
  };
  view.setLayers([
    ...(has("density")
      ? layerKinds.density.build({ field: field(phase), width, height, box }, { theme, scale: "sqrt" })
      : []),
    ...(has("choropleth")
      ? layerKinds.choropleth.build({ areas: town.cells, values, ...(has("small") && { small }) }, choropleth)
      : []),
    ...(has("boundaries") ? layerKinds.boundaries.build([town.grids], { theme }) : []),
    ...(has("cases") ? layerKinds["case-points"].build(casePoints, { theme }) : []),
    ...(has("cameras") ? layerKinds.cameras.build(town.cameras, { theme }) : []),
    ...(has("facilities") ? layerKinds.facilities.build(town.facilities, { theme }) : []),
    ...(has("stations") ? layerKinds.stations.build(town.stations, { theme }) : []),
    ...layerKinds.highlight.build(highlights, { theme }),
    ...(has("labels") ? layerKinds.labels.build(labels.slice(-(marks.labels ?? labels.length)), { theme }) : []),
  ]);
}

const scene = query.get("scene") ?? "choropleth,boundaries,labels";
draw(scene);
const home = view.camera();
let phase = 0;

const bench = {
  ready: view.settled(),
  total: () => 1,
  settled: () => view.settled(),
  setTimeRange() {
    draw(scene, ++phase);
    return Promise.resolve(1);
  },
  pan(x: number, y: number, z: number) {
    const perPixel = 360 / (512 * 2 ** home.zoom);
    const [dx, dy] = [x * innerWidth * perPixel, y * innerHeight * perPixel * Math.cos((home.lat * Math.PI) / 180)];
    view.setCamera({ lon: home.lon + dx, lat: home.lat - dy, zoom: home.zoom + z });
  },
};

const picks: { hover: (MapPick | null)[]; click: (MapPick | null)[]; tap: MapPoint[] } = {
  hover: [],
  click: [],
  tap: [],
};
view.onHover((pick) => picks.hover.push(pick));
view.onClick((pick) => picks.click.push(pick));
view.onTap((point) => picks.tap.push(point));

const page = {
  view,
  draw,
  town,
  faults,
  picks,
  setTheme(next: Theme) {
    theme = next;
    view.setTheme(next);
    draw(scene, phase);
  },
};
Object.assign(window, { __bench: bench, page });
export type Page = typeof page;
