import type { Theme } from "../../domain/document.ts";
import type { Rgb } from "../../lib/colour.ts";
import { inks } from "../ink.ts";

/** What a label names: it decides size, weight, and from which zoom it may be seen. */
export const labelKinds = ["area", "value", "road", "estate", "water"] as const;
export type LabelKind = (typeof labelKinds)[number];

/** A name at a place. */
export interface Label {
  readonly text: string;
  readonly lon: number;
  readonly lat: number;
  readonly kind: LabelKind;
  /** Among labels of one kind, higher ones come first where there is not room for all. */
  readonly rank: number;
  /** Direction of the thing named, degrees clockwise from east, for roads. */
  readonly angleDeg?: number;
}

/** The names to be placed. */
export type LabelsData = readonly Label[];

/** How names look. */
export interface LabelsStyle {
  readonly theme: Theme;
}

/** Lettering of one kind of label, and the room it needs. */
export interface LabelFace {
  readonly sizePixels: number;
  readonly weight: 400 | 600;
  readonly colour: Rgb;
  /** Free space kept around the label. */
  readonly marginPixels: number;
  readonly minZoom: number;
}

/** The system's fonts, Chinese ones among them. */
export const labelFonts =
  'Inter, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** How labels of a kind look. */
export function labelFace(kind: LabelKind, theme: Theme): LabelFace {
  const { label, strongLabel, good } = inks[theme];
  if (kind === "area") return { sizePixels: 13, weight: 600, colour: strongLabel, marginPixels: 10, minZoom: 0 };
  if (kind === "value") return { sizePixels: 12, weight: 600, colour: strongLabel, marginPixels: 4, minZoom: 0 };
  if (kind === "water") return { sizePixels: 12, weight: 400, colour: good, marginPixels: 40, minZoom: 12 };
  if (kind === "road") return { sizePixels: 11, weight: 400, colour: label, marginPixels: 24, minZoom: 13 };
  return { sizePixels: 11, weight: 400, colour: label, marginPixels: 14, minZoom: 14.5 };
}
