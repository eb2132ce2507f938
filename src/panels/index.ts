import { type ComponentType, lazy } from "react";
import { AnswerPanel } from "./answer/panel.tsx";
import { AreaPanel } from "./area/panel.tsx";
import { DropPanel } from "./drop/panel.tsx";
import { FiltersPanel } from "./filters/panel.tsx";
import { ImportPanel } from "./import/panel.tsx";
import { LayersPanel } from "./layers/panel.tsx";
import { LegendPanel } from "./legend/panel.tsx";
import { LoadingPanel } from "./loading/panel.tsx";
import { OverviewPanel } from "./overview/panel.tsx";
import { QueryPanel } from "./query/panel.tsx";
import { ScalePanel } from "./scale/panel.tsx";
import { TimePanel } from "./time/panel.tsx";

/** Where a panel lies in the frame: in the top bar, right of the map, below it, in its corners or over the page. */
export type Place =
  | "top"
  | "right"
  | "bottom"
  | "map-top-left"
  | "map-top-right"
  | "map-bottom-left"
  | "map-bottom-right"
  | "page";

interface Panel {
  readonly place: Place;
  readonly component: ComponentType;
}

/** Every panel that is there by itself; a view's own panel is named in `app/views.ts`. */
export const panels = {
  filters: { place: "top", component: FiltersPanel },
  overview: { place: "right", component: OverviewPanel },
  query: { place: "right", component: QueryPanel },
  import: { place: "right", component: ImportPanel },
  answer: { place: "page", component: AnswerPanel },
  time: { place: "bottom", component: TimePanel },
  layers: { place: "map-top-left", component: LayersPanel },
  area: { place: "map-top-right", component: AreaPanel },
  legend: { place: "map-bottom-left", component: LegendPanel },
  scale: { place: "map-bottom-right", component: ScalePanel },
  loading: { place: "page", component: LoadingPanel },
  drop: { place: "page", component: DropPanel },
} as const satisfies Record<string, Panel>;

/** The window about the data, which comes when it is asked for. */
export const AboutPanel = lazy(() => import("./about/panel.tsx").then(({ AboutPanel }) => ({ default: AboutPanel })));

/** The window of exports, likewise. */
export const ExportPanel = lazy(() =>
  import("./export/panel.tsx").then(({ ExportPanel }) => ({ default: ExportPanel })),
);

export type PanelId = keyof typeof panels;
