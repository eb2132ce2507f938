import { type Point, signedArea } from "./geometry.ts";
import type { RoadClass } from "./model.ts";

/** What runs along an edge of the mesh. `wall` is a border of cells without a road. */
export interface EdgeLabel {
  readonly kind: "road" | "river" | "rail" | "wall";
  readonly class?: RoadClass;
  /** Edges of one planned road share it. */
  readonly line?: number;
}

export interface MeshEdge {
  readonly a: number;
  readonly b: number;
  label: EdgeLabel;
  /** The faces on its two sides, in no order; -1 where there is none. */
  readonly faces: [number, number];
}

export interface Face {
  /** Vertex numbers, counter-clockwise. */
  ring: number[];
  /** Number of the piece between main roads that the face came from. */
  quarter: number;
  /** Number of the piece between streets that the face came from. */
  block: number;
}

/** A planar mesh whose faces can be cut in two; both sides of an edge always see the same vertices. */
export class Mesh {
  readonly points: Point[] = [];
  readonly edges = new Map<string, MeshEdge>();
  readonly faces: (Face | undefined)[] = [];
  readonly #byPosition = new Map<string, number>();

  /** The vertex at a position, to the centimetre; made when there is none. */
  vertexAt([x, y]: Point): number {
    const key = `${Math.round(x * 100)},${Math.round(y * 100)}`;
    const known = this.#byPosition.get(key);
    if (known !== undefined) return known;
    this.points.push([x, y]);
    this.#byPosition.set(key, this.points.length - 1);
    return this.points.length - 1;
  }

  edge(a: number, b: number): MeshEdge | undefined {
    return this.edges.get(a < b ? `${a},${b}` : `${b},${a}`);
  }

  addEdge(a: number, b: number, label: EdgeLabel): void {
    if (a === b || this.edge(a, b)) return;
    const [low, high] = a < b ? [a, b] : [b, a];
    this.edges.set(`${low},${high}`, { a: low, b: high, label, faces: [-1, -1] });
  }

  /** Adds a face along existing edges and returns its number. */
  addFace(ring: number[], from: { quarter: number; block: number } = { quarter: -1, block: -1 }): number {
    const id = this.faces.length;
    this.faces.push({ ring, quarter: from.quarter, block: from.block });
    this.#relink(id, -1, ring);
    return id;
  }

  removeFace(id: number): void {
    const face = this.faces[id];
    if (!face) return;
    for (const edge of this.edgesOf(face)) edge.faces[edge.faces.indexOf(id)] = -1;
    this.faces[id] = undefined;
  }

  face(id: number): Face {
    const face = this.faces[id];
    if (!face) throw new Error(`mesh: face ${id} was cut or removed`);
    return face;
  }

  /** Numbers of the faces that exist. */
  faceIds(): number[] {
    return [...this.faces.keys()].filter((id) => this.faces[id]);
  }

  edgesOf(face: Face): MeshEdge[] {
    return face.ring.map((a, i) => this.#sureEdge(a, face.ring[(i + 1) % face.ring.length]));
  }

  pointsOf(face: Face): Point[] {
    return face.ring.map((vertex) => this.points[vertex]);
  }

  areaOf(ring: readonly number[]): number {
    return signedArea(ring.map((vertex) => this.points[vertex]));
  }

  /** Puts a vertex on the edge a–b, in both faces, and returns it. */
  insertVertex(a: number, b: number, at: Point): number {
    const edge = this.#sureEdge(a, b);
    const vertex = this.vertexAt(at);
    if (vertex === a || vertex === b) return vertex;
    this.edges.delete(`${edge.a},${edge.b}`);
    this.addEdge(a, vertex, edge.label);
    this.addEdge(vertex, b, edge.label);
    for (const id of edge.faces) {
      if (id < 0) continue;
      const { ring } = this.face(id);
      const place = ring.findIndex((v, i) => {
        const next = ring[(i + 1) % ring.length];
        return (v === a && next === b) || (v === b && next === a);
      });
      ring.splice(place + 1, 0, vertex);
      this.#claim(a, vertex, id);
      this.#claim(vertex, b, id);
    }
    return vertex;
  }

  /** Cuts a face along the straight line between two of its vertices; returns the two new faces. */
  cut(id: number, from: number, to: number, label: EdgeLabel): [number, number] {
    const face = this.face(id);
    const [i, j] = [face.ring.indexOf(from), face.ring.indexOf(to)];
    const turn = [...face.ring.slice(i), ...face.ring.slice(0, i)];
    const split = (j - i + turn.length) % turn.length;
    const one = turn.slice(0, split + 1);
    const two = [...turn.slice(split), from];
    this.removeFace(id);
    this.addEdge(from, to, label);
    return [this.addFace(one, face), this.addFace(two, face)];
  }

  #sureEdge(a: number, b: number): MeshEdge {
    const edge = this.edge(a, b);
    if (!edge) throw new Error(`mesh: no edge between vertices ${a} and ${b}`);
    return edge;
  }

  #claim(a: number, b: number, id: number): void {
    const edge = this.#sureEdge(a, b);
    edge.faces[edge.faces[0] < 0 ? 0 : 1] = id;
  }

  #relink(id: number, old: number, ring: readonly number[]): void {
    ring.forEach((a, i) => {
      const edge = this.#sureEdge(a, ring[(i + 1) % ring.length]);
      edge.faces[edge.faces.indexOf(old)] = id;
    });
  }
}
