import { type ClassMethod, type Filters, type Measure, noFilters } from "./filters.ts";
import type { AreaLevel } from "./vocabulary.ts";

/** The languages of the product. */
export const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];

/** Light and dark. */
export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The views of the product: one map, one question each. */
export const viewIds = [
  "overview",
  "hotspots",
  "emerging",
  "streets",
  "density",
  "coverage",
  "access",
  "siting",
  "response",
  "residual",
  "isochrones",
  "stations",
  "units",
  "boundary",
  "process",
  "stages",
  "limits",
  "whistle",
  "scorecard",
  "catalogue",
  "warning",
  "clusters",
  "series",
  "query",
  "data",
] as const;
export type ViewId = (typeof viewIds)[number];

/** What the map shows under the points: a density raster, or areas coloured by a measure. */
export const surfaces = ["density", "choropleth", "none"] as const;
export type Surface = (typeof surfaces)[number];

/** Overlays that can be switched on and off. */
export const overlays = ["boundaries", "labels", "cases", "cameras", "facilities", "stations", "buildings"] as const;
export type Overlay = (typeof overlays)[number];

/** What the map looks at: the middle in degrees, and the zoom (0 is the world on 512 pixels). */
export interface Camera {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** How the overview is drawn. */
export interface MapStyle {
  readonly surface: Surface;
  readonly level: AreaLevel | null;
  readonly measure: Measure;
  readonly classMethod: ClassMethod;
  readonly classCount: number;
  /** Standard deviation of the density kernel in metres; `null` follows the zoom. */
  readonly bandwidthMetres: number | null;
  readonly overlays: readonly Overlay[];
}

/** An area chosen in a table or on the map. */
export interface AreaRef {
  readonly level: AreaLevel;
  readonly id: string;
}

/**
 * Everything the user has set up, as one serialisable value. A link and a file are its codecs; results are not in it,
 * they follow from it.
 */
export interface Document {
  /** URL of the dataset's folder, relative to the page, or `local` for the user's own files. */
  readonly dataset: string;
  readonly view: ViewId;
  readonly locale: Locale;
  readonly theme: Theme;
  readonly filters: Filters;
  readonly style: MapStyle;
  /** `null` shows the whole dataset. */
  readonly camera: Camera | null;
  readonly selection: AreaRef | null;
  /** Parameters of analyses that differ from their defaults, by analysis and name. */
  readonly analyses: Readonly<Record<string, AnalysisSettings>>;
  /** What-ifs that were kept, in the order they were; names differ within an analysis. */
  readonly scenarios: readonly Scenario[];
}

/** A what-if under a name: the settings of an analysis that make it. */
export interface Scenario {
  readonly analysis: string;
  readonly name: string;
  readonly settings: AnalysisSettings;
}

/** Values of parameters as they are stored: whoever uses them checks them against the analysis' spec. */
export type AnalysisSettings = Readonly<Record<string, string | number | boolean>>;

/** What a first visit shows. */
export const defaultDocument: Document = {
  dataset: "data/sample/",
  view: "overview",
  locale: "zh-CN",
  theme: "light",
  filters: noFilters,
  style: {
    surface: "density",
    level: null,
    measure: "count",
    classMethod: "quantile",
    classCount: 5,
    bandwidthMetres: null,
    overlays: ["boundaries", "labels", "cases", "buildings"],
  },
  camera: null,
  selection: null,
  analyses: {},
  scenarios: [],
};
