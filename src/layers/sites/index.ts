import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import type { Rgb } from "../../lib/colour.ts";
import { remembered } from "../../lib/remembered.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, symbolAtlas } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { servedColours, sitesLegend } from "./legend.ts";
import type { SitesData, SitesStyle } from "./style.ts";

const disc = "M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3Z";
const ring = "M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3ZM12 7A5 5 0 1 0 12 17A5 5 0 1 0 12 7Z";
const existingSize = 11;
const spotSize = 6;
const demandSize = 5;

/** Who is served, what exists and what could be chosen; the chosen ones are the numbers of their list. */
export const sites: LayerKind<"sites", SitesData, SitesStyle, Layer> = {
  id: "sites",
  build(data, { theme }) {
    const { good, halo, outline } = inks[theme];
    const dots = (id: string, positions: Float64Array, look: { size: number; colour: Rgb; path?: string }) => {
      const options = { size: look.size, halo, haloWidth: 1 };
      const atlas = remembered(inks[theme], `${id} ${pixelScale()}`, () =>
        symbolAtlas([{ code: id, path: look.path ?? disc, colour: look.colour }], options),
      );
      const length = positions.length / 2;
      const sprites = remembered(data, id, () => ({ length, positions, frames: new Uint16Array(length) }));
      return new SpritesLayer({ id: `sites-${id}`, data: sprites, atlas });
    };
    const served = remembered(inks[theme], `served ${pixelScale()}`, () =>
      symbolAtlas(
        servedColours(theme).map((colour, i) => ({ code: String(i), path: disc, colour })),
        { size: demandSize, halo, haloWidth: 0.5 },
      ),
    );
    const demand = remembered(data, "demand", () => ({
      length: data.served.length,
      positions: data.demand,
      frames: Uint16Array.from(data.served),
    }));
    return [
      new SpritesLayer({ id: "sites-demand", data: demand, atlas: served }),
      dots("candidates", data.candidates, { size: spotSize, colour: outline, path: ring }),
      dots("existing", data.existing, { size: existingSize, colour: good }),
    ];
  },
  legend: sitesLegend,
};
