import { type SceneInput, sceneSteps } from "../../lib/city-scene.ts";
import { type CameraFootprints, footprints } from "../../lib/footprints.ts";
import { doriDensities } from "../../lib/optics.ts";
import { within } from "../../lib/progress.ts";
import type { Params } from "./kernel/params.ts";

/** A city, and which of its cameras: first and one past the last. */
export type Input = SceneInput & { readonly range: Uint32Array };

/** Column sets are records of columns by name; an interface is not one to the compiler. */
export type Output = { readonly [K in keyof CameraFootprints]: CameraFootprints[K] };

/**
 * Footprints of a range of cameras as runs of raster cells (row, first column, end column), where each camera was taken
 * to stand, and why some see nothing. Join the parts of several workers with `joinCameraFootprints`.
 */
export function* run(input: Input, params: Params): Generator<number, Output, void> {
  const { frame, cameras, buildings } = yield* within(sceneSteps(input, params.cellMetres), 0, 0.1);
  const seen = footprints(cameras, {
    frame,
    ...(params.buildingsBlock && { buildings }),
    density: doriDensities[params.level],
    targetHeightMetres: params.targetHeightMetres,
    from: input.range[0],
    to: input.range[1],
  });
  return yield* within(seen, 0.1, 1);
}
