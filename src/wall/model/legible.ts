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

/** What fits: a panel so high holds so many lines of text of that size under its title, at least one. */
export function linesIn(panelHeightPx: number, textPx: number): number {
  const row = 1.7;
  const frame = 5.6;
  return Math.max(1, Math.floor((panelHeightPx / textPx - frame) / row));
}
