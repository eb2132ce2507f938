import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { numberBadges } from "../gl/number-badges.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, symbolAtlas } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { sitesLegend } from "./legend.ts";
import type { SitesData, SitesStyle } from "./style.ts";

const disc = "M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3Z";
const dotSize = 9;
const spotSize = 5;

/** Where to build, numbered in order of worth, beside what exists and what else could be chosen. */
export const sites: LayerKind<"sites", SitesData, SitesStyle, Layer> = {
  id: "sites",
  build(data, { theme }) {
    const { bad, good, idle, halo } = inks[theme];
    const dots = (id: string, positions: Float64Array, { size, colour }: { size: number; colour: typeof bad }) => {
      const options = { size, halo, haloWidth: 1 };
      const atlas = remembered(inks[theme], `${id} ${pixelScale()}`, () =>
        symbolAtlas([{ code: id, path: disc, colour }], options),
      );
      const length = positions.length / 2;
      const sprites = remembered(data, id, () => ({ length, positions, frames: new Uint16Array(length) }));
      return new SpritesLayer({ id: `sites-${id}`, data: sprites, atlas });
    };
    const count = data.chosen.length / 2;
    const numbered = remembered(data, "chosen", () => ({
      length: count,
      positions: data.chosen,
      frames: Uint16Array.from({ length: count }, (_, i) => i),
    }));
    return [
      dots("candidates", data.candidates, { size: spotSize, colour: idle }),
      dots("existing", data.existing, { size: dotSize, colour: good }),
      new SpritesLayer({
        id: "sites",
        data: numbered,
        atlas: numberBadges({ fill: bad, text: halo, halo }, Math.max(1, count)),
      }),
    ];
  },
  legend: sitesLegend,
};
