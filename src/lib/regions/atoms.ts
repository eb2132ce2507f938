import type { BorderGraph } from "../border-pieces.ts";

/** Links between atoms in compressed rows, both directions, each row ascending, with what lies between the two. */
export interface AtomGraph {
  /** Atom → its first link; one entry more than atoms. */
  readonly start: Uint32Array;
  /** Link → the atom it leads to. */
  readonly neighbour: Uint32Array;
  /** Link → metres of shared border; 0 for a bridge. */
  readonly borderMetres: Float64Array;
  /** Link → of those, metres on a street, river or railway. */
  readonly lineMetres: Float64Array;
  /** Atom → metres of border that no other atom shares. */
  readonly outerMetres: Float64Array;
}

/** Atoms with what plans are judged by; columns by atom unless said. Tables are row by row, atoms × sites. */
export interface Atoms extends AtomGraph {
  readonly areaM2: Float64Array;
  /** Atom → first point of its convex hull, and the points: x and y in metres, interleaved. */
  readonly hullStart: Uint32Array;
  readonly hullXY: Float64Array;
  readonly residents: Float64Array;
  readonly workload: Float64Array;
  readonly cases: Float64Array;
  readonly accessMetres: Float64Array;
  readonly responseSeconds: Float64Array;
  /** Group (an estate, a lane) → its first member; one entry more than groups. */
  readonly groupStart: Uint32Array;
  readonly groupAtom: Uint32Array;
  readonly groupWeight: Float64Array;
  /** Unit of today, −1 for none. */
  readonly today: Int32Array;
}

/** The links of areas that share stretches of border (`borderGraph`). */
export function atomGraphOf({ start, neighbour, metres, onLineMetres, outerMetres }: BorderGraph): AtomGraph {
  return { start, neighbour, borderMetres: metres, lineMetres: onLineMetres, outerMetres };
}

/** Number of atoms of a graph. */
export function atomCount({ start }: Pick<AtomGraph, "start">): number {
  return start.length - 1;
}

/** Sum of a column. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

/**
 * Atoms with the same label made one, those labelled −1 left out: `label` has `count` numbers, all in use. Borders with
 * what is left out become outer borders. Means (rows of costs) are weighted by residents and cases, so that units cost
 * the same before and after. `today` is that of the first atom with the label.
 */
export function contract(atoms: Atoms, label: Int32Array, count: number): Atoms {
  const sum = (column: Float64Array) => {
    const out = new Float64Array(count);
    for (let i = 0; i < label.length; i++) if (label[i] >= 0) out[label[i]] += column[i];
    return out;
  };
  const today = new Int32Array(count).fill(-1);
  for (let i = label.length - 1; i >= 0; i--) if (label[i] >= 0) today[label[i]] = atoms.today[i];
  return {
    ...contractLinks(atoms, label, count),
    ...contractHulls(atoms, label, count),
    ...contractGroups(atoms, label),
    areaM2: sum(atoms.areaM2),
    residents: sum(atoms.residents),
    workload: sum(atoms.workload),
    cases: sum(atoms.cases),
    accessMetres: meanRows(atoms.accessMetres, atoms.residents, { label, count }),
    responseSeconds: meanRows(atoms.responseSeconds, atoms.cases, { label, count }),
    today,
  };
}

interface Labels {
  readonly label: Int32Array;
  readonly count: number;
}

/** The links between labels, with the borders of all links between them added up. */
function contractLinks(graph: AtomGraph, label: Int32Array, count: number): AtomGraph {
  const outerMetres = new Float64Array(count);
  const members = membersByLabel(label, count);
  const start = new Uint32Array(count + 1);
  const [neighbour, borderMetres, lineMetres]: [number[], number[], number[]] = [[], [], []];
  const at = new Int32Array(count).fill(-1);
  for (let a = 0; a < count; a++) {
    const found: number[] = [];
    for (let m = members.start[a]; m < members.start[a + 1]; m++) {
      const i = members.item[m];
      outerMetres[a] += graph.outerMetres[i];
      for (let k = graph.start[i]; k < graph.start[i + 1]; k++) {
        const b = label[graph.neighbour[k]];
        if (b < 0) outerMetres[a] += graph.borderMetres[k];
        else if (b !== a && at[b] < 0) {
          at[b] = 0;
          found.push(b);
        }
      }
    }
    found.sort((p, q) => p - q);
    for (const b of found) {
      at[b] = neighbour.push(b) - 1;
      borderMetres.push(0);
      lineMetres.push(0);
    }
    for (let m = members.start[a]; m < members.start[a + 1]; m++) {
      const i = members.item[m];
      for (let k = graph.start[i]; k < graph.start[i + 1]; k++) {
        const b = label[graph.neighbour[k]];
        if (b < 0 || b === a) continue;
        borderMetres[at[b]] += graph.borderMetres[k];
        lineMetres[at[b]] += graph.lineMetres[k];
      }
    }
    for (const b of found) at[b] = -1;
    start[a + 1] = neighbour.length;
  }
  return {
    start,
    neighbour: Uint32Array.from(neighbour),
    borderMetres: Float64Array.from(borderMetres),
    lineMetres: Float64Array.from(lineMetres),
    outerMetres,
  };
}

/** Things by label, in order: those of label `a` are `item[start[a]]` on. Negative labels are left out. */
export function membersByLabel(label: ArrayLike<number>, count: number): { start: Uint32Array; item: Uint32Array } {
  const start = new Uint32Array(count + 1);
  for (let i = 0; i < label.length; i++) if (label[i] >= 0) start[label[i] + 1]++;
  for (let a = 0; a < count; a++) start[a + 1] += start[a];
  const filled = start.slice();
  const item = new Uint32Array(start[count]);
  for (let i = 0; i < label.length; i++) if (label[i] >= 0) item[filled[label[i]]++] = i;
  return { start, item };
}

function contractHulls({ hullStart, hullXY }: Atoms, label: Int32Array, count: number) {
  const members = membersByLabel(label, count);
  const start = new Uint32Array(count + 1);
  const points: number[] = [];
  for (let a = 0; a < count; a++) {
    for (let m = members.start[a]; m < members.start[a + 1]; m++) {
      const i = members.item[m];
      for (let p = 2 * hullStart[i]; p < 2 * hullStart[i + 1]; p++) points.push(hullXY[p]);
    }
    start[a + 1] = points.length / 2;
  }
  return { hullStart: start, hullXY: Float64Array.from(points) };
}

/** Groups among labels; those that can no longer be cut (one member or none) keep their place and are empty. */
function contractGroups({ groupStart, groupAtom, groupWeight }: Atoms, label: Int32Array) {
  const start = new Uint32Array(groupStart.length);
  const members: number[] = [];
  for (let g = 0; g + 1 < groupStart.length; g++) {
    const own = new Set<number>();
    for (let k = groupStart[g]; k < groupStart[g + 1]; k++) if (label[groupAtom[k]] >= 0) own.add(label[groupAtom[k]]);
    if (own.size > 1) members.push(...own);
    start[g + 1] = members.length;
  }
  return { groupStart: start, groupAtom: Uint32Array.from(members), groupWeight };
}

/** Rows of costs, the mean of each label's rows; the plain mean where all weights are 0. */
function meanRows(table: Float64Array, weight: Float64Array, { label, count }: Labels): Float64Array {
  const columns = label.length > 0 ? table.length / label.length : 0;
  const out = new Float64Array(count * columns);
  const total = new Float64Array(count);
  const size = new Float64Array(count);
  for (let i = 0; i < label.length; i++) {
    if (label[i] < 0) continue;
    total[label[i]] += weight[i];
    size[label[i]]++;
  }
  for (let i = 0; i < label.length; i++) {
    const a = label[i];
    if (a < 0) continue;
    const share = total[a] > 0 ? weight[i] / total[a] : 1 / size[a];
    for (let s = 0; s < columns; s++) out[a * columns + s] += share * table[i * columns + s];
  }
  return out;
}
