import type { Random } from "../../src/lib/random.ts";
import type { Point } from "./geometry.ts";

/** Where the town lies: the origin of its plane, in WGS-84 degrees. */
export const origin = { lon: 121.4462, lat: 31.3048 };

const latitude = (origin.lat * Math.PI) / 180;
const metresPerLatDegree = 111132.92 - 559.82 * Math.cos(2 * latitude) + 1.175 * Math.cos(4 * latitude);
const metresPerLonDegree = 111412.84 * Math.cos(latitude) - 93.5 * Math.cos(3 * latitude);

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** Metres east and north of the origin as longitude and latitude, rounded to a centimetre. */
export function toLonLat([x, y]: Point): [number, number] {
  return [round(origin.lon + x / metresPerLonDegree), round(origin.lat + y / metresPerLatDegree)];
}

/** The town is planned on straight streets; the bend turns the plan and gives its streets their gentle curves. */
export type Bend = (plan: Point) => Point;

/** A turn of a few degrees and long waves of some 30 m: neighbours on the plan stay neighbours. */
export function createBend(random: Random): Bend {
  const angle = (-random.between(5, 9) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const waves = Array.from({ length: 4 }, (_, i) => {
    const length = random.between(1500, 2800);
    const direction = random.between(0, Math.PI * 2);
    return {
      kx: (Math.cos(direction) * 2 * Math.PI) / length,
      ky: (Math.sin(direction) * 2 * Math.PI) / length,
      phase: random.between(0, Math.PI * 2),
      size: random.between(18, 34),
      axis: i % 2,
    };
  });
  return ([u, v]) => {
    let [x, y] = [u, v];
    for (const wave of waves) {
      const shift = wave.size * Math.sin(wave.kx * u + wave.ky * v + wave.phase);
      if (wave.axis === 0) x += shift;
      else y += shift;
    }
    return [x * cos - y * sin, x * sin + y * cos];
  };
}
