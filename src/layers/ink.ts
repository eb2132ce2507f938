import type { Theme } from "../domain/document.ts";
import { type Rgb, rgbOf } from "../lib/colour.ts";

/** The colours of everything on the map that is not a value, by theme. */
export interface Ink {
  readonly label: Rgb;
  readonly strongLabel: Rgb;
  /** Around labels and symbols, so that they stand off from what is below. */
  readonly halo: Rgb;
  readonly border: Rgb;
  readonly borderAlpha: number;
  readonly outline: Rgb;
  readonly selection: Rgb;
  readonly noData: Rgb;
  readonly hatch: Rgb;
  readonly good: Rgb;
  readonly idle: Rgb;
  readonly bad: Rgb;
}

/** What is drawn beside the values, on light and on dark ground. */
export const inks: Readonly<Record<Theme, Ink>> = {
  light: {
    label: rgbOf("#5b6472"),
    strongLabel: rgbOf("#2b323d"),
    halo: rgbOf("#fbfbf9"),
    border: rgbOf("#3a414d"),
    borderAlpha: 60,
    outline: rgbOf("#4a5260"),
    selection: rgbOf("#10151d"),
    noData: rgbOf("#dcdcd8"),
    hatch: rgbOf("#ffffff"),
    good: rgbOf("#0072b2"),
    idle: rgbOf("#7b8492"),
    bad: rgbOf("#d55e00"),
  },
  dark: {
    label: rgbOf("#98a2b1"),
    strongLabel: rgbOf("#d7dde6"),
    halo: rgbOf("#10141a"),
    border: rgbOf("#05070a"),
    borderAlpha: 130,
    outline: rgbOf("#a3adbb"),
    selection: rgbOf("#ffffff"),
    noData: rgbOf("#242b35"),
    hatch: rgbOf("#12161c"),
    good: rgbOf("#56b4e9"),
    idle: rgbOf("#7d8796"),
    bad: rgbOf("#e98a3a"),
  },
};

/** A colour with opacity 0 to 255, as deck.gl takes it. */
export function withAlpha([red, green, blue]: Rgb, alpha: number): [number, number, number, number] {
  return [red, green, blue, alpha];
}

/** A colour with opacity 0 to 1, as CSS takes it. */
export function cssOf([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}
