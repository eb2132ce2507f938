import type { PlainParquetInput } from "../data/source.ts";
import type { Camera } from "../domain/document.ts";
import type { MapView } from "../map/map-view.ts";
import { dragTime } from "../state/actions.ts";
import { noteInput } from "../state/idle.ts";
import { store } from "../state/store.ts";
import { type Handles, sessionReady } from "./automation.ts";

/** What a harness that compares map dashboards drives. Described in docs/automation.md. */
export interface BenchHandle {
  /** Data loaded, total known, first complete picture handed to the renderer. */
  readonly ready: Promise<void>;
  total(): number;
  /** Opens the time filter to [from, to] in epoch milliseconds; the filtered count, when it and all aggregates are there. */
  setTimeRange(from: number, to: number): Promise<number>;
  /** Camera = home moved by x, y viewport widths and heights and z zoom levels. */
  pan(x: number, y: number, z: number): void;
  settled(): Promise<void>;
  /** Selector of the map element. */
  readonly map: string;
  /** When the load's phases ended, in milliseconds since navigation. */
  readonly timings: Record<string, number>;
}

declare global {
  interface Window {
    __bench?: BenchHandle;
  }
}

/** The city of the harness: cases of the asked size and its grids, from the server's root. */
export function benchInput(search: URLSearchParams): PlainParquetInput {
  return {
    kind: "plain-parquet",
    url: `/data/cases_${search.get("size") ?? "1m"}.parquet`,
    columns: {
      case_id: "id",
      reported_at: "opened",
      closed_at: "closed",
      category: "category",
      duty_grid_id: "grid",
      status: "status",
    },
    areas: { url: "/data/grids.geojson", level: "duty_grid", properties: { area_id: "grid", name: "name" } },
  };
}

/** Offers `window.__bench`. */
export function exposeBench({ control, still, view }: Handles): void {
  const ready = sessionReady().then(async () => {
    if (!(await still)) await view;
    await control.settled();
  });
  let map: MapView | undefined;
  let home: Camera | undefined;
  void Promise.all([view, ready]).then(([{ map: made }]) => {
    map = made;
    home = made.camera();
  });
  window.__bench = {
    ready,
    total: () => store.getState().session.facts?.rows ?? 0,
    async setTimeRange(from, to) {
      noteInput();
      dragTime([Math.ceil(from / 1000), Math.floor(to / 1000)]);
      return (await control.latest()).total;
    },
    pan(x, y, z) {
      if (!map || !home) return;
      noteInput();
      const { widthPx, heightPx } = map.viewport();
      const degreesPerPx = 360 / (512 * 2 ** home.zoom);
      const squeeze = Math.cos((home.lat * Math.PI) / 180);
      map.setCamera({
        lon: home.lon + x * widthPx * degreesPerPx,
        lat: home.lat - y * heightPx * degreesPerPx * squeeze,
        zoom: home.zoom + z,
      });
    },
    async settled() {
      await control.settled();
      await map?.settled();
    },
    map: "#map",
    get timings() {
      const marks = performance.getEntriesByType("mark").filter(({ name }) => name.startsWith("wangge "));
      return Object.fromEntries(marks.map(({ name, startTime }) => [name.slice(7), startTime]));
    },
  };
}
