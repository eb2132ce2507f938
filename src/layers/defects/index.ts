import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf, type Part, partsOf } from "../gl/shapes.ts";
import { withAlpha } from "../ink.ts";
import { classColour, defectsLegend, faceAlpha, strongAlpha } from "./legend.ts";
import type { DefectsData, DefectsStyle } from "./style.ts";

/** What a boundary check found or proposes: faces, outlined so that slivers are seen from afar, and lines. */
export const defects: LayerKind<"defects", DefectsData, DefectsStyle, Layer> = {
  id: "defects",
  build(data, style) {
    const { theme, strong } = style;
    const parts = remembered(data, "parts", () => partsOf(data.polygons));
    const codeOf = ({ row }: Part) => data.codes[row] ?? 0;
    const outlines = data.classes.map((name, code) => {
      const segments = remembered(data, `outlines ${code}`, () => outlinesOfClass(data, code));
      const color = withAlpha(classColour(code, style), 240);
      return new SegmentsLayer({ id: `defects-outlines-${name}`, data: segments, color, widthPixels: 2 });
    });
    return [
      new SolidPolygonLayer<Part>({
        id: "defects",
        data: parts,
        getPolygon: (part) => part.polygon,
        positionFormat: "XY",
        getFillColor: (part) =>
          withAlpha(classColour(codeOf(part), style), part.row === strong ? strongAlpha : faceAlpha),
        updateTriggers: { getFillColor: [theme, strong] },
      }),
      ...outlines,
      ...data.lines.map(({ code, segments }) => {
        const color = withAlpha(classColour(code, style), 240);
        return new SegmentsLayer({ id: `defects-lines-${data.classes[code]}`, data: segments, color, widthPixels: 3 });
      }),
    ];
  },
  legend: defectsLegend,
};

function outlinesOfClass({ polygons, codes }: DefectsData, code: number) {
  const all = [...codes.keys()].filter((row) => codes[row] === code).map((row) => outlinesOf(polygons, row));
  const length = all.reduce((sum, one) => sum + one.length, 0);
  const ends = new Float64Array(4 * length);
  let at = 0;
  for (const one of all) {
    ends.set(one.ends, at);
    at += one.ends.length;
  }
  return { length, ends };
}
