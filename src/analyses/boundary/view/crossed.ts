import { remembered } from "../../../lib/remembered.ts";
import { dividedOf } from "./known.ts";
import { areaName } from "./shown.ts";
import type { Crossing, Divided } from "./types.ts";

/** Areas of the second level with a part in several of the first, each with at least a share of it. */
export function crossingAreas({ output, other }: Crossing, least: number): readonly Divided[] {
  return remembered(output, `crossing ${least}`, () => {
    const turned = { ...output, pairOne: output.pairOther, pairOther: output.pairOne };
    const names = other.names.map((_, row) => areaName(other, row));
    return dividedOf(turned, { names, points: other.labelPoints }, least);
  });
}

/** The pieces of land that the proposed grid takes from their grid. */
export function movedPieces({ output }: Crossing): readonly number[] {
  return remembered(output, "moved", () =>
    [...output.pieceMoved.keys()].filter((piece) => output.pieceMoved[piece] === 1),
  );
}
