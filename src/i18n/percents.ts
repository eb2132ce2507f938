import type { Locale } from "../domain/document.ts";
import { noValue } from "./format.ts";

/** How many decimals numbers are written with at least and at most. */
interface DecimalBounds {
  readonly least: number;
  readonly most: number;
}

/** The fewest decimals at which different numbers are written differently; as many as allowed where none are enough. */
function tellingDecimals(values: readonly number[], { least, most }: DecimalBounds): number {
  const known = values.filter(Number.isFinite);
  const different = new Set(known).size;
  for (let decimals = least; decimals < most; decimals++)
    if (new Set(known.map((value) => value.toFixed(decimals))).size === different) return decimals;
  return most;
}

/** Numbers that stand side by side, with as many decimals as tell the different ones apart. */
export function numbersApart(
  values: readonly number[],
  locale: Locale,
  bounds: DecimalBounds = { least: 0, most: 3 },
): string[] {
  const decimals = tellingDecimals(values, bounds);
  const written = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return values.map((value) => (Number.isFinite(value) ? written.format(value) : noValue));
}

/** Shares that stand side by side as percentages: one decimal, or up to three where it takes more to tell them apart. */
export function percentsApart(shares: readonly (number | null)[], locale: Locale): string[] {
  const values = shares.map((share) => (share === null ? Number.NaN : 100 * share));
  return numbersApart(values, locale, { least: 1, most: 3 }).map((text) => (text === noValue ? text : `${text}%`));
}
