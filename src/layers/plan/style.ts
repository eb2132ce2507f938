import type { Theme } from "../../domain/document.ts";
import type { Polygons } from "../../domain/geometry.ts";
import type { Rgb } from "../../lib/colour.ts";
import { categories, rgbOf } from "../../lib/colour.ts";
import type { PieceEnds } from "../../lib/plan-borders.ts";

/** A plan as it is drawn; a new object for every picture, its parts the same where they did not change. */
export interface PlanData {
  /** The atoms, as exactly as the screen shows them. */
  readonly polygons: Polygons;
  /** Atom → unit; `version` changes with what is in it. */
  readonly unit: Uint16Array;
  readonly version: number;
  readonly units: readonly DrawnUnit[];
  /** Borders between units on streets, rivers and railways, and those on none. */
  readonly onLine: PieceEnds;
  readonly offLine: PieceEnds;
  /** Outlines of parts that have come off their unit. */
  readonly broken: PieceEnds;
  /** What the tool would take now, what is under the keyboard's cursor, and the line that is being drawn. */
  readonly aimed: PieceEnds;
  /** Links between atoms that do not touch. */
  readonly bridges: PieceEnds;
  /** Seeds: longitude and latitude interleaved. */
  readonly seeds: Float64Array;
  /** Atoms that stand back: 1 each; null: none. */
  readonly pale: Uint8Array | null;
}

/** One unit of a plan. */
export interface DrawnUnit {
  readonly unit: number;
  readonly name: string;
  /** The second line of its label. */
  readonly figure: string;
  readonly colour: number;
  readonly atoms: number;
  readonly lon: number;
  readonly lat: number;
  readonly locked: boolean;
}

/** How a plan is coloured. */
export interface PlanStyle {
  readonly theme: Theme;
}

const first = [1, 0, 2, 6, 4, 3, 5];
/** Five more that lie farthest from the first and from one another, also to eyes without one kind of cones. */
const more = {
  light: ["#6f0037", "#2b149f", "#00f5d8", "#665941", "#937dff"].map(rgbOf),
  dark: ["#00f4bb", "#a03273", "#9b61ea", "#c4ceff", "#7f5b2b"].map(rgbOf),
};

/** So many units have a colour of their own. */
export const planColourCount = 12;

/** The colour of a unit by its number among the plan's colours; after twelve they begin anew. */
export function planColour(theme: Theme, colour: number): Rgb {
  const place = colour % planColourCount;
  const own = place < first.length ? categories[theme][first[place] ?? 0] : more[theme][place - first.length];
  return own ?? [128, 128, 128];
}
