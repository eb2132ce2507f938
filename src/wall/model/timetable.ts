/** Which scene is on: an index and when the next one begins. */
export interface SceneTurn {
  readonly index: number;
  /** Milliseconds of the clock at which the next scene begins. */
  readonly until: number;
}

/**
 * Scenes in turn, each for so many seconds, counted from 1970: whoever has the same clock and the same layout shows the
 * same scene, with no word between them.
 */
export function sceneAt(milliseconds: number, seconds: readonly number[]): SceneTurn {
  const lengths = seconds.map((length) => Math.max(1, length) * 1000);
  const round = lengths.reduce((sum, length) => sum + length, 0);
  if (lengths.length < 2) return { index: 0, until: Number.POSITIVE_INFINITY };
  const start = Math.floor(milliseconds / round) * round;
  let end = start;
  for (let index = 0; index < lengths.length; index++) {
    end += lengths[index] ?? 0;
    if (milliseconds < end) return { index, until: end };
  }
  return { index: 0, until: end + (lengths[0] ?? 0) };
}

/** Hours of the day between which the wall is dim, and how bright it is then, 0 to 1. */
export interface Dimming {
  readonly fromHour: number;
  readonly toHour: number;
  readonly brightness: number;
}

/** How bright the wall is at an hour of the day (with fraction); the hours may go over midnight. */
export function brightnessAt(hour: number, dimming: Dimming | null): number {
  if (!dimming || dimming.fromHour === dimming.toHour) return 1;
  const { fromHour, toHour, brightness } = dimming;
  const inside = fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
  return inside ? brightness : 1;
}

const shiftMilliseconds = 60_000;

/**
 * The whole picture wanders by a few pixels, one step a minute, row by row through a square and back, so that no edge
 * stays where it is. `reachPx` is the farthest in each direction.
 */
export function shiftAt(milliseconds: number, reachPx: number): readonly [x: number, y: number] {
  const side = 2 * reachPx + 1;
  const cells = side * side;
  const step = Math.floor(milliseconds / shiftMilliseconds) % (2 * cells);
  const cell = step < cells ? step : 2 * cells - 1 - step;
  const row = Math.floor(cell / side);
  const column = row % 2 === 0 ? cell % side : side - 1 - (cell % side);
  return [column - reachPx, row - reachPx];
}
