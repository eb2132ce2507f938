/**
 * Position of the cell (`x`, `y`) along a Hilbert curve over a square of 2^`order` × 2^`order` cells, 0 ≤ x, y < 2^order,
 * order ≤ 16. Cells near one another on the curve are near one another on the plane. Source: Warren, Hacker's Delight, 16-2.
 */
export function hilbertIndex(order: number, x: number, y: number): number {
  let index = 0;
  for (let side = 2 ** (order - 1); side >= 1; side /= 2) {
    const right = x >= side ? 1 : 0;
    const upper = y >= side ? 1 : 0;
    index = index * 4 + ((3 * right) ^ upper);
    if (right) x -= side;
    if (upper) y -= side;
    if (upper === 0) {
      if (right === 1) {
        x = side - 1 - x;
        y = side - 1 - y;
      }
      const swap = x;
      x = y;
      y = swap;
    }
  }
  return index;
}
