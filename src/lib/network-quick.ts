import { exp, log } from "./elementary/powers.ts";
import { kernelAt } from "./kde.ts";
import { normalCdf } from "./normal.ts";

/** Straight streets in a plane, in metres: both ends of each. */
export interface StreetLines {
  readonly fromX: Float64Array;
  readonly fromY: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
}

interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Cases per metre of street at the cases themselves, each left out of its own density: a Gaussian in the plane, divided by
 * the street length that it covers there (Rakshit et al. 2019, https://doi.org/10.1016/j.jspi.2018.10.005; spatstat's
 * densityQuick). It spreads across what lies between streets, but is quick however wide it is.
 */
export function quickStreetDensity(
  streets: StreetLines,
  cases: Places,
  sigmaMetres: number,
  leaveOneOut = true,
): Float64Array {
  return cases.x.map((x, i) => {
    const y = cases.y[i];
    let sum = 0;
    for (let j = 0; j < cases.x.length; j++) {
      if (leaveOneOut && j === i) continue;
      sum += kernelAt("gaussian", Math.hypot(cases.x[j] - x, cases.y[j] - y), sigmaMetres);
    }
    return sum / streetCover(streets, [x, y], sigmaMetres);
  });
}

/** ∫ of a Gaussian around a place along all streets: a normal curve across each, and a stretch of one along it. */
function streetCover(
  { fromX, fromY, toX, toY }: StreetLines,
  [x, y]: readonly [number, number],
  sigma: number,
): number {
  let cover = 0;
  for (let e = 0; e < fromX.length; e++) {
    const length = Math.hypot(toX[e] - fromX[e], toY[e] - fromY[e]);
    if (length === 0) continue;
    const [ux, uy] = [(toX[e] - fromX[e]) / length, (toY[e] - fromY[e]) / length];
    const along = (x - fromX[e]) * ux + (y - fromY[e]) * uy;
    const across = (x - fromX[e]) * uy - (y - fromY[e]) * ux;
    const stretch = normalCdf((length - along) / sigma) - normalCdf(-along / sigma);
    cover += (stretch * exp(-0.5 * (across / sigma) ** 2)) / (sigma * Math.sqrt(2 * Math.PI));
  }
  return cover;
}

const candidates = 16;

/**
 * Standard deviation under which each case is likeliest given the others, of 16 evenly spaced in σ² (spatstat's bw.lppl):
 * between a tenth and five times `roughMetres`, or up to a fifth of `extentMetres` where that is farther.
 */
export function likelyStreetBandwidth(
  streets: StreetLines,
  cases: Places,
  { roughMetres, extentMetres }: { readonly roughMetres: number; readonly extentMetres: number },
): number {
  const ends = [roughMetres / 10, roughMetres * 5, extentMetres / 5].sort((a, b) => a - b);
  const [least, most] = [ends[0] ** 2, ends[2] ** 2];
  let best = Number.NaN;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < candidates; k++) {
    const sigma = Math.sqrt(least + ((most - least) * k) / (candidates - 1));
    const score = quickStreetDensity(streets, cases, sigma).reduce((sum, d) => sum + log(d), 0);
    if (score > highest) [best, highest] = [sigma, score];
  }
  return best;
}
