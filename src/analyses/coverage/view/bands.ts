import type { Footprints } from "../../../lib/coverage-raster.ts";
import { joinCameraFootprints } from "../../../lib/footprints.ts";
import { type DoriLevel, doriDensities } from "../../../lib/optics.ts";
import { remembered } from "../../../lib/remembered.ts";
import { sceneInput } from "../../../state/city-scene.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { CoverageResult } from "./compute.ts";
import { viewshedParams } from "./settings.ts";

/** Footprints of all cameras at the four pixel densities, from the far to the near one. */
export type Bands = readonly Footprints[];

const levels = Object.keys(doriDensities) as readonly DoriLevel[];

/** The bands of a result: three more runs, once. */
export function bandsOf({ input, city, seen }: CoverageResult, engine: Engine): Promise<Bands> {
  return remembered(seen, "bands", () =>
    Promise.all(
      levels.map(async (level): Promise<Footprints> => {
        if (level === input.settings.form.level) return seen;
        const range = Uint32Array.of(0, city.cameras.rows);
        const params = { ...viewshedParams(input.settings), level };
        const part = await engine.run("viewsheds", { ...sceneInput(city, input.areas), range }, params);
        return joinCameraFootprints([part]);
      }),
    ),
  );
}
