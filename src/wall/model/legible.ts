/**
 * Type sizes of the wall. A letter is read without effort where its cap height is at least 1/250 of the viewing distance
 * (about 14 minutes of arc), and at a glance, as a figure is meant to be, at 1/120.
 */
export const capShareOfDistance = { read: 1 / 250, glance: 1 / 120 } as const;

/** Cap height of the system's sans-serif faces as a share of the type size. */
const capShareOfSize = 0.7;

export interface Viewing {
  /** From the eye to the panel, in metres. */
  readonly distanceMetres: number;
  /** Height of the whole picture on the wall, in millimetres, and in CSS pixels. */
  readonly heightMillimetres: number;
  readonly heightPx: number;
}

/** Type sizes in CSS pixels. */
export interface TypeSizes {
  /** Text that must be read: titles, names, units, age. */
  readonly textPx: number;
  /** The one number of a panel. */
  readonly figurePx: number;
}

/** The sizes at which text is read, and figures are taken in at a glance, from the viewing distance. */
export function typeSizes({ distanceMetres, heightMillimetres, heightPx }: Viewing): TypeSizes {
  const pxPerMillimetre = heightPx / heightMillimetres;
  const size = (share: number) => (distanceMetres * 1000 * share * pxPerMillimetre) / capShareOfSize;
  return { textPx: size(capShareOfDistance.read), figurePx: size(capShareOfDistance.glance) };
}

/** Heights in multiples of the type size: what a panel has above and below its rows, a row, and a further line of its name. */
const frameEm = 5.6;
const rowEm = 1.7;
const lineEm = 1.25;
/** A name has at most so many lines. */
const linesAtMost = 2;

/** A row of a list: a name that may have two lines, and a value beside it. */
interface ListRow {
  readonly name: string;
  readonly value: string;
}

/** The first rows that fit on a panel, at least one. Sizes are in multiples of the type size. */
export function fittingRows<Row extends ListRow>(
  rows: readonly Row[],
  panel: { widthEm: number; heightEm: number },
): Row[] {
  const frame = 1.7;
  let left = Math.max(rowEm, panel.heightEm - frameEm);
  const fitting: Row[] = [];
  for (const row of rows) {
    const room = Math.max(1, panel.widthEm - frame - Math.max(3, widthEm(row.value)));
    const lines = Math.min(linesAtMost, Math.ceil(widthEm(row.name) / room));
    left -= rowEm + (lines - 1) * lineEm;
    if (left < -1e-6 && fitting.length > 0) break;
    fitting.push(row);
  }
  return fitting;
}

const firstWide = 0x2e80;

/** About how wide a text is, in multiples of its type size. */
export function widthEm(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) >= firstWide ? 1 : 0.56), 0);
}
