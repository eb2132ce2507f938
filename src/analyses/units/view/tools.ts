import { metresPerDegree } from "../../../lib/geodesy.ts";
import { borderChain } from "../../../lib/plan-chain.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import type { DragPhase, PointerPlace, PointerUser } from "../../../state/map-pointer.ts";
import type { Atoms } from "./atoms.ts";
import { beginStroke, editor, endStroke, give, tapBridge, toggleSeed } from "./editor.ts";

const get = editor.getState;

/** The atoms under the brush at a place. */
export function brushed(atoms: Atoms, lon: number, lat: number): number[] {
  const { brushMetres } = get();
  const under = atoms.locate(lon, lat);
  if (brushMetres === 0) return under >= 0 ? [under] : [];
  const scale = metresPerDegree(lat);
  const points = atoms.table.labelPoints;
  const near: number[] = under >= 0 ? [under] : [];
  for (let a = 0; a < atoms.count; a++) {
    const [x = Number.NaN, y = Number.NaN] = [points[2 * a], points[2 * a + 1]];
    if (Math.hypot((x - lon) * scale.lon, (y - lat) * scale.lat) <= brushMetres && a !== under) near.push(a);
  }
  return near;
}

/** The atoms whose middle a closed line goes around. */
export function insideLasso(atoms: Atoms, lasso: readonly number[]): number[] {
  if (lasso.length < 6) return [];
  const ring = Float64Array.from([...lasso, ...lasso.slice(0, 2)]);
  const index = createPolygonIndex([{ coords: ring, ringEnds: [ring.length / 2] }]);
  const points = atoms.table.labelPoints;
  return Array.from({ length: atoms.count }, (_, a) => a).filter(
    (a) => index.locateOne(points[2 * a] ?? Number.NaN, points[2 * a + 1] ?? Number.NaN) === 0,
  );
}

let last: PointerPlace | null = null;
/** Where a border is taken hold of: an atom beside it, and the unit that is to grow. */
let grip: { readonly first: number; readonly to: number } | null = null;

function stroke(atoms: Atoms, place: PointerPlace): void {
  const from = last ?? place;
  const scale = metresPerDegree(place.lat);
  const metres = Math.hypot((place.lon - from.lon) * scale.lon, (place.lat - from.lat) * scale.lat);
  const steps = Math.max(1, Math.ceil(metres / 25));
  const touched = new Set<number>();
  for (let s = 1; s <= steps; s++) {
    const share = s / steps;
    const [lon, lat] = [from.lon + share * (place.lon - from.lon), from.lat + share * (place.lat - from.lat)];
    for (const atom of brushed(atoms, lon, lat)) touched.add(atom);
  }
  last = place;
  give([...touched]);
}

/** The row of atoms that the border would move over: between the grip and the pointer. */
function chainTo(atoms: Atoms, place: PointerPlace): number[] {
  const { plan, locked } = get();
  const atom = atoms.locate(place.lon, place.lat);
  if (!grip || !plan || atom < 0 || locked.has(grip.to)) return [];
  return borderChain(atoms, plan.unit, { ...grip, last: atom });
}

/** The unit beside an atom that its border can be moved for: the target, else the first other one. */
function growing(atoms: Atoms, atom: number): number | null {
  const { plan, target } = get();
  if (!plan) return null;
  const { start, neighbour } = atoms.graph;
  const beside = Array.from(neighbour.subarray(start[atom], start[atom + 1]), (other) => plan.unit[other] ?? 0);
  const others = beside.filter((unit) => unit !== plan.unit[atom]);
  return others.includes(target) ? target : (others[0] ?? null);
}

function begin(atoms: Atoms, place: PointerPlace): boolean {
  const { tool } = get();
  const atom = atoms.locate(place.lon, place.lat);
  if (tool === "look" || tool === "seed" || tool === "bridge") return false;
  if (tool === "border") {
    const to = atom >= 0 ? growing(atoms, atom) : null;
    if (to === null) return false;
    grip = { first: atom, to };
    editor.setState({ aimed: [atom] });
  }
  beginStroke();
  last = null;
  if (tool === "paint") stroke(atoms, place);
  if (tool === "lasso") editor.setState({ lasso: [place.lon, place.lat] });
  return true;
}

function drag(phase: DragPhase, place: PointerPlace): boolean {
  const { atoms, tool } = get();
  if (!atoms) return false;
  if (phase === "start") return begin(atoms, place);
  if (phase === "move") {
    if (tool === "paint") stroke(atoms, place);
    if (tool === "lasso") {
      const lasso = [...get().lasso, place.lon, place.lat];
      editor.setState({ lasso, aimed: insideLasso(atoms, lasso) });
    }
    if (tool === "border") editor.setState({ aimed: chainTo(atoms, place) });
    return true;
  }
  if (tool === "lasso") give(insideLasso(atoms, get().lasso));
  if (tool === "border" && grip) give(get().aimed, grip.to);
  grip = null;
  endStroke();
  return true;
}

/** What the pointer does on the map while the workbench is open. */
export const pointerTools: PointerUser = {
  move(place) {
    const { atoms, tool, stroking, bridgeFrom } = get();
    if (!atoms || stroking || tool === "look" || tool === "lasso") return;
    const under = place ? (tool === "paint" ? brushed(atoms, place.lon, place.lat) : one(atoms, place)) : [];
    const aimed = bridgeFrom === null ? under : [...new Set([bridgeFrom, ...under])];
    if (aimed.join() !== get().aimed.join()) editor.setState({ aimed });
  },
  tap({ lon, lat }) {
    const { atoms, tool, plan } = get();
    if (!atoms || !plan) return false;
    const atom = atoms.locate(lon, lat);
    if (tool === "seed" && atom >= 0) toggleSeed(atom);
    if (tool === "bridge" && atom >= 0) tapBridge(atom);
    if (tool === "look" && atom >= 0) editor.setState({ target: plan.unit[atom] ?? 0 });
    return true;
  },
  drag,
  owns: () => true,
};

function one(atoms: Atoms, { lon, lat }: PointerPlace): number[] {
  const atom = atoms.locate(lon, lat);
  return atom >= 0 ? [atom] : [];
}

/** Moves the keyboard's cursor to the neighbour that lies most in a direction (degrees east and north). */
export function moveCursor(east: number, north: number): void {
  const { atoms, plan, cursor, target } = get();
  if (!atoms || !plan) return;
  const points = atoms.table.labelPoints;
  if (cursor === null) {
    const first = plan.unit.indexOf(target);
    editor.setState({ cursor: Math.max(0, first), aimed: [Math.max(0, first)] });
    return;
  }
  const { start, neighbour } = atoms.graph;
  const way = (atom: number) => {
    const [dx, dy] = [
      ((points[2 * atom] ?? 0) - (points[2 * cursor] ?? 0)) * 0.85,
      (points[2 * atom + 1] ?? 0) - (points[2 * cursor + 1] ?? 0),
    ];
    return (dx * east + dy * north) / (Math.hypot(dx, dy) || 1);
  };
  const beside = Array.from(neighbour.subarray(start[cursor], start[cursor + 1]));
  const next = beside.sort((a, b) => way(b) - way(a))[0];
  if (next !== undefined && way(next) > 0.3) editor.setState({ cursor: next, aimed: [next] });
}
