import type { Theme } from "../../../domain/document.ts";
import { planColour } from "../../../layers/plan/style.ts";
import { hexOf } from "../../../lib/colour.ts";
import { metresPerDegree } from "../../../lib/geodesy.ts";
import { dissolved } from "../../../lib/plan-borders.ts";
import { useApp } from "../../../state/react.ts";
import type { Atoms } from "./atoms.ts";
import { coloursOf } from "./drawn.ts";

/** The shape of one unit as the `d` of a path. */
interface DrawnShape {
  readonly unit: number;
  readonly path: string;
}

const widthPx = 1000;

/** A picture of units that is 1,000 wide. */
interface UnitPaths {
  readonly shapes: readonly DrawnShape[];
  readonly height: number;
  /** The place of a position in degrees, as paths write it. */
  readonly at: (lon: number, lat: number) => string;
  readonly metresPerUnit: number;
}

/** Units as paths. */
export function unitPaths(atoms: Atoms, unit: ArrayLike<number>): UnitPaths {
  const { pieces, count } = atoms;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const vertices of [pieces.from, pieces.to]) {
    for (const v of vertices) {
      const [x = 0, y = 0] = [pieces.x[v], pieces.y[v]];
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, y), Math.max(north, y)];
    }
  }
  const scale = metresPerDegree((south + north) / 2);
  const factor = widthPx / ((east - west) * scale.lon);
  const height = Math.round((north - south) * scale.lat * factor);
  const at = (x: number, y: number) =>
    `${Math.round((x - west) * scale.lon * factor)} ${Math.round((north - y) * scale.lat * factor)}`;
  const units = [...new Set(Array.from(unit))].sort((a, b) => a - b);
  const shapes = units.map((own) => {
    const inside = new Uint8Array(count);
    for (let a = 0; a < count; a++) inside[a] = unit[a] === own ? 1 : 0;
    const { coords, ringEnds } = dissolved(pieces, inside);
    const rings = ringEnds.map((end, ring) => {
      const from = ringEnds[ring - 1] ?? 0;
      const points = Array.from({ length: end - from }, (_, i) =>
        at(coords[2 * (from + i)] ?? 0, coords[2 * (from + i) + 1] ?? 0),
      );
      return `M${points.filter((point, i) => point !== points[i - 1]).join("L")}Z`;
    });
    return { unit: own, path: rings.join("") };
  });
  return { shapes, height, at, metresPerUnit: 1 / factor };
}

interface MiniMapProps {
  readonly atoms: Atoms;
  readonly unit: ArrayLike<number>;
  readonly label: string;
  /** Print is always on light ground. */
  readonly theme?: Theme;
}

/** A plan as a small picture. */
export function MiniMap({ atoms, unit, label, theme }: MiniMapProps) {
  const present = useApp((state) => state.document.theme);
  const { shapes, height } = unitPaths(atoms, unit);
  const colours = coloursOf(atoms, unit);
  return (
    <svg className="mini-map" viewBox={`-4 -4 ${widthPx + 8} ${height + 8}`} role="img" aria-label={label}>
      {shapes.map(({ unit: own, path }) => (
        <path key={own} d={path} fill={hexOf(planColour(theme ?? present, colours[own] ?? own))} fillRule="evenodd" />
      ))}
    </svg>
  );
}
