import { plainPanel, type WallLayout, type WallPanel, type WallScene } from "./layout.ts";

/** The five functions of a command centre for grid governance (Nanjing, Pengpu), and all of them in turn. */
export const presetIds = ["overview", "alerts", "analysis", "dispatch", "supervision", "all"] as const;
export type PresetId = (typeof presetIds)[number];

/** The grids that presets come in. */
export const grids = { "1x1": [1, 1], "2x2": [2, 2], "3x3": [3, 3], "6x3": [6, 3] } as const;
export type GridId = keyof typeof grids;

type Tile = Pick<WallPanel, "view"> & Partial<WallPanel>;

const week = 7;
const month = 30;
const year = 365;

/** The panels of each function, the most telling first: a larger grid shows more of them at once. */
const tiles: Readonly<Record<Exclude<PresetId, "all">, readonly Tile[]>> = {
  overview: [
    { view: "map", surface: "density", days: month },
    { view: "figures", days: month },
    { view: "trend", days: 90 },
    { view: "ranking", level: "duty_grid", days: month },
    { view: "overdue", days: month },
    { view: "bars", field: "category", days: month },
    { view: "rhythm", days: 90 },
    { view: "bars", field: "source", days: month },
    { view: "clock" },
    { view: "figures", days: 1 },
    { view: "ranking", level: "community", days: month },
    { view: "trend", days: year },
    { view: "bars", field: "main_code", days: month },
    { view: "coverage" },
    { view: "limits", days: year },
  ],
  alerts: [
    { view: "map", measure: "overdue_share", days: month },
    { view: "inbox" },
    { view: "changes", days: week },
    { view: "overdue", days: month },
    { view: "limits", days: year },
    { view: "ranking", measure: "open", days: month },
    { view: "figures", days: week },
    { view: "trend", days: month },
    { view: "clock" },
    { view: "changes", level: "community", days: month },
    { view: "hotspots", days: month },
    { view: "map", surface: "density", days: 1 },
    { view: "bars", field: "main_code", days: week },
    { view: "figures", days: 1 },
    { view: "rhythm", days: month },
    { view: "bars", field: "source", days: week },
  ],
  analysis: [
    { view: "hotspots", days: year },
    { view: "trend", days: year },
    { view: "rhythm", days: year },
    { view: "bars", field: "main_code", days: year },
    { view: "ranking", measure: "per_km2", days: year },
    { view: "ranking", measure: "per_1000", level: "community", days: year },
    { view: "ranking", measure: "median_days", days: year },
    { view: "bars", field: "source", days: year },
    { view: "clock" },
    { view: "map", measure: "median_days", days: year },
    { view: "bars", field: "dept", days: year },
    { view: "map", surface: "density", days: year },
    { view: "response", days: year },
    { view: "figures", days: year },
    { view: "changes", days: 90 },
  ],
  dispatch: [
    { view: "map", measure: "open", days: year },
    { view: "ranking", measure: "open", days: year },
    { view: "bars", field: "dept", days: week },
    { view: "limits", days: year },
    { view: "figures", days: 1 },
    { view: "map", surface: "cameras", days: week },
    { view: "trend", days: week },
    { view: "ranking", measure: "open", level: "community", days: year },
    { view: "clock" },
    { view: "bars", field: "status", days: month },
    { view: "bars", field: "handling_type", days: week },
    { view: "rhythm", days: month },
    { view: "changes", days: 1 },
    { view: "figures", days: week },
    { view: "coverage" },
  ],
  supervision: [
    { view: "map", measure: "overdue_share", days: 90 },
    { view: "overdue", days: 90 },
    { view: "response", days: 90 },
    { view: "ranking", measure: "overdue_share", days: 90 },
    { view: "ranking", measure: "median_days", days: 90 },
    { view: "ranking", measure: "overdue_share", level: "community", days: 90 },
    { view: "bars", field: "dept", days: 90 },
    { view: "trend", days: 90 },
    { view: "clock" },
    { view: "overdue", days: month },
    { view: "bars", field: "status", days: 90 },
    { view: "ranking", measure: "open", days: year },
    { view: "limits", days: year },
    { view: "changes", days: month },
    { view: "bars", field: "handling_type", days: 90 },
  ],
};

const sceneSeconds = 30;
/** Height of one panel of a video wall of 55-inch panels. */
const panelMillimetres = 680;

/** A preset on a grid: one function, or all five as scenes in turn; what a small grid cannot show at once follows in scenes. */
export function presetLayout(preset: PresetId, grid: GridId): WallLayout {
  const [columns, rows] = grids[grid];
  const functions = presetIds.filter((id) => id !== "all" && (preset === "all" || id === preset));
  return {
    version: 1,
    name: preset,
    columns,
    rows,
    viewingMetres: 8,
    heightMillimetres: rows * panelMillimetres,
    dimming: { fromHour: 22, toHour: 6, brightness: 0.55 },
    scenes: functions.flatMap((id) => (id === "all" ? [] : scenesOf(id, columns, rows))),
  };
}

function scenesOf(id: Exclude<PresetId, "all">, columns: number, rows: number): WallScene[] {
  const wanted = [...tiles[id]];
  const scenes: WallScene[] = [];
  // A grid of one or four has everything in turn; larger ones have room for a map of four cells and the most telling.
  const large = columns * rows > 4;
  const perScene = large ? columns * rows - 3 : columns * rows;
  const last = large ? 1 : Math.ceil(Math.min(wanted.length, 9) / perScene);
  for (let scene = 0; scene < last; scene++) {
    const own = wanted.slice(scene * perScene, (scene + 1) * perScene);
    if (own.length > 0)
      scenes.push({ name: id, seconds: sceneSeconds, panels: placed(own, { columns, large, id: `${id}${scene}` }) });
  }
  return scenes;
}

interface Placing {
  readonly columns: number;
  readonly large: boolean;
  readonly id: string;
}

/** The first panel has four cells on a large grid, the others one each, row by row around it. */
function placed(own: readonly Tile[], { columns, large, id }: Placing): WallPanel[] {
  const taken = (cell: number) => large && cell % columns < 2 && Math.floor(cell / columns) < 2;
  let cell = -1;
  return own.map((tile, index): WallPanel => {
    const first = large && index === 0;
    if (!first)
      do cell++;
      while (taken(cell));
    const place = first ? { column: 0, row: 0 } : { column: cell % columns, row: Math.floor(cell / columns) };
    const extent = first ? { columns: 2, rows: 2 } : {};
    return { ...plainPanel, ...tile, id: `${id}-${index}`, ...place, ...extent };
  });
}
