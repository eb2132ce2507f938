import type { Format } from "../../../i18n/format.ts";
import type { Texts } from "../../../i18n/texts.ts";
import type { messages } from "./messages.ts";

export type Words = Texts<keyof (typeof messages)["en"]>;

/** A size in m² or km²; below 10 m² with its decimals, so that slivers are told apart. */
export function writeM2(m2: number, format: Format): string {
  return m2 < 10 ? `${format.number(Number(m2.toPrecision(2)))} m²` : format.area(m2 / 1e6);
}

const widestMetres = 78_271.5 * 512;

/** The zoom at which something of this extent fills a good part of the map. */
export function zoomFor(metres: number): number {
  return Math.min(18.5, Math.max(12, Math.log2(widestMetres / 512 / (Math.max(metres, 60) / 250))));
}
