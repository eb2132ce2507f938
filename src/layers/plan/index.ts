import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf, type Part, partsOf } from "../gl/shapes.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale, symbolAtlas } from "../gl/symbols.ts";
import { inks, withAlpha } from "../ink.ts";
import { planLegend } from "./legend.ts";
import { type PlanData, type PlanStyle, planColour } from "./style.ts";

const fillAlpha = { light: 120, dark: 130 };
const lockedAlpha = 60;
const paleAlpha = 28;
const atomAlpha = 45;
const star = "M12 2 14.9 8.6 22 9.3 16.7 14 18.2 21 12 17.4 5.8 21 7.3 14 2 9.3 9.1 8.6Z";

/** A plan: units by colour, their borders, and where they break. */
export const plan: LayerKind<"plan", PlanData, PlanStyle, Layer> = {
  id: "plan",
  build(data, style) {
    return [fill(data, style), ...lines(data, style), ...marks(data, style)];
  },
  legend: planLegend,
};

function fill({ polygons, unit, units, pale, version }: PlanData, { theme }: PlanStyle): Layer {
  const colours = new Map(
    units.map(({ unit: own, colour, locked }) => {
      const rgb = planColour(theme, colour);
      return [own, { rgb, alpha: locked ? lockedAlpha : fillAlpha[theme] }] as const;
    }),
  );
  return new SolidPolygonLayer<Part>({
    id: "plan",
    data: remembered(polygons, "parts", () => partsOf(polygons)),
    getPolygon: (part) => part.polygon,
    positionFormat: "XY",
    getFillColor: ({ row }) => {
      const own = colours.get(unit[row] ?? 0);
      return own ? withAlpha(own.rgb, pale?.[row] === 1 ? paleAlpha : own.alpha) : [0, 0, 0, 0];
    },
    updateTriggers: { getFillColor: [version, theme] },
  });
}

function lines({ polygons, onLine, offLine, broken, aimed, bridges }: PlanData, { theme }: PlanStyle): Layer[] {
  const { halo, selection, bad, outline } = inks[theme];
  const line = (id: string, data: PlanData["onLine"], [color, widthPixels]: readonly [typeof halo, number]) =>
    new SegmentsLayer({ id: `plan-${id}`, data, color: withAlpha(color, 255), widthPixels });
  return [
    new SegmentsLayer({
      id: "plan-atoms",
      data: remembered(polygons, "outlines", () => outlinesOf(polygons)),
      color: withAlpha(outline, atomAlpha),
      widthPixels: 1,
    }),
    line("halo", onLine, [halo, 5]),
    line("halo-off", offLine, [halo, 5]),
    line("borders", onLine, [outline, 2.5]),
    line("borders-off", offLine, [bad, 2.5]),
    line("broken", broken, [bad, 3]),
    line("bridges-halo", bridges, [halo, 7]),
    line("bridges", bridges, [selection, 4]),
    line("aimed", aimed, [selection, 2]),
  ];
}

function marks({ seeds }: PlanData, { theme }: PlanStyle): Layer[] {
  const { halo, selection } = inks[theme];
  const seedAtlas = remembered(inks[theme], `plan seeds ${pixelScale()}`, () =>
    symbolAtlas([{ code: "seed", path: star, colour: selection }], { size: 18, halo, haloWidth: 2 }),
  );
  return [
    new SpritesLayer({
      id: "plan-seeds",
      data: remembered(seeds, "sprites", () => ({
        length: seeds.length / 2,
        positions: seeds,
        frames: new Uint16Array(seeds.length / 2),
      })),
      atlas: seedAtlas,
    }),
  ];
}
