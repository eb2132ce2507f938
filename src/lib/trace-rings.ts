const east = 1;
const north = 2;
const west = 4;
const south = 8;
/** Per direction: its step in columns and rows, and the directions to try at its end, right turn first. */
const steps: Readonly<Record<number, { dc: number; dr: number; next: readonly number[] }>> = {
  [east]: { dc: 1, dr: 0, next: [south, east, north] },
  [north]: { dc: 0, dr: 1, next: [east, north, west] },
  [west]: { dc: -1, dr: 0, next: [north, west, south] },
  [south]: { dc: 0, dr: -1, next: [west, south, east] },
};

/**
 * The outlines of the filled cells of a mask (rows from the bottom) as closed rings of cell corners, column and row
 * interleaved: counter-clockwise around filled cells, clockwise around holes. A corner where two cells meet joins them, so
 * that rings of one piece touch at points at most.
 */
export function traceRings(mask: Uint8Array, width: number, height: number): number[][] {
  const ways = edgesOf(mask, width, height);
  const rings: number[][] = [];
  for (let corner = 0; corner < ways.length; corner++) {
    while (ways[corner] !== 0) rings.push(walk(ways, corner, width + 1));
  }
  return rings;
}

/** Corner → the directions in which an edge with its filled cell on the left leaves it, as bits. */
function edgesOf(mask: Uint8Array, width: number, height: number): Uint8Array {
  const corners = width + 1;
  const ways = new Uint8Array(corners * (height + 1));
  const filled = (c: number, r: number) => c >= 0 && c < width && r >= 0 && r < height && mask[r * width + c] !== 0;
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      if (mask[r * width + c] === 0) continue;
      if (!filled(c, r - 1)) ways[r * corners + c] |= east;
      if (!filled(c + 1, r)) ways[r * corners + c + 1] |= north;
      if (!filled(c, r + 1)) ways[(r + 1) * corners + c + 1] |= west;
      if (!filled(c - 1, r)) ways[(r + 1) * corners + c] |= south;
    }
  }
  return ways;
}

function walk(ways: Uint8Array, first: number, corners: number): number[] {
  const ring: number[] = [];
  const firstWay = [east, north, west, south].find((one) => ways[first] & one) ?? east;
  let corner = first;
  let way = firstWay;
  let before = 0;
  for (;;) {
    if (way !== before) ring.push(corner % corners, Math.floor(corner / corners));
    ways[corner] &= ~way;
    const { dc, dr, next } = steps[way];
    corner += dr * corners + dc;
    const open = corner === first ? ways[corner] | firstWay : ways[corner];
    before = way;
    way = next.find((one) => open & one) ?? firstWay;
    if (corner === first && way === firstWay) break;
  }
  ring.push(first % corners, Math.floor(first / corners));
  return ring;
}
