import type { Theme } from "../../domain/document.ts";
import { type Rgb, rgbOf } from "../../lib/colour.ts";

/** The colours of the wall. */
export interface WallPalette {
  readonly ground: Rgb;
  readonly panel: Rgb;
  readonly line: Rgb;
  readonly ink: Rgb;
  /** Names, units, ages: still text. */
  readonly pale: Rgb;
  readonly data: Rgb;
  /** Bars that are not meant: the part within the limit, earlier values. */
  readonly quiet: Rgb;
  /** Past the limit. */
  readonly bad: Rgb;
  readonly fresh: Rgb;
  readonly late: Rgb;
  readonly stale: Rgb;
}

const palette = (colours: Record<keyof WallPalette, string>): WallPalette =>
  Object.fromEntries(Object.entries(colours).map(([name, hex]) => [name, rgbOf(hex)])) as unknown as WallPalette; // the same names

/** Dark for the dark room, light for daylight. */
export const wallPalettes: Readonly<Record<Theme, WallPalette>> = {
  dark: palette({
    ground: "#05070a",
    panel: "#10141a",
    line: "#2b333e",
    ink: "#f2f5f8",
    pale: "#b9c3cf",
    data: "#6fb1f2",
    quiet: "#5b6877",
    bad: "#ff9d4d",
    fresh: "#b9c3cf",
    late: "#ffc44d",
    stale: "#e6e9ee",
  }),
  light: palette({
    ground: "#e3e5e6",
    panel: "#ffffff",
    line: "#c9cdd1",
    ink: "#111418",
    pale: "#434b55",
    data: "#1b5fa3",
    quiet: "#7d8894",
    bad: "#b34700",
    fresh: "#434b55",
    late: "#6e4300",
    stale: "#111418",
  }),
};
