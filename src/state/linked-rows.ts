import type { AreaTable } from "../domain/area-table.ts";
import type { AreaRef } from "../domain/document.ts";
import { metresPerDegree } from "../lib/geodesy.ts";
import { remembered } from "../lib/remembered.ts";
import { hover, select } from "./actions.ts";
import { createLocalStore, useLocal } from "./local-store.ts";
import { listenOnMap, type PointerPlace } from "./map-pointer.ts";
import { useApp } from "./react.ts";

/** The areas that a view shows; `made` are cells of its own, which the rest of the page does not know. */
export interface ShownAreas {
  readonly areas: AreaTable;
  readonly made: boolean;
}

/** The made cells that are pointed at and chosen, by their ids: they outlive another result. */
const cells = createLocalStore<{ readonly hovered: string | null; readonly selected: string | null }>({
  hovered: null,
  selected: null,
});

function pointAt(hovered: string | null): void {
  if (cells.getState().hovered !== hovered) cells.setState({ hovered });
}

function choose(id: string | null): void {
  const { selected } = cells.getState();
  cells.setState({ selected: id === selected ? null : id });
}

/**
 * While a view is open, the map's pointer and the view's lists share made cells; `redraw` is called when another one is
 * pointed at or chosen. Returns how it ends.
 */
export function followCells(shown: () => ShownAreas | undefined, redraw: () => void): () => void {
  const own = () => {
    const now = shown();
    return now?.made ? now.areas : null;
  };
  const unlisten = listenOnMap({
    owns: () => own() !== null,
    move: (place) => pointAt(idAt(own(), place)),
    tap: (place) => {
      const areas = own();
      if (areas) choose(idAt(areas, place));
      return areas !== null;
    },
  });
  const unwatch = cells.subscribe(redraw);
  const letGo = ({ key }: KeyboardEvent) => {
    if (key === "Escape") choose(null);
  };
  document.addEventListener("keydown", letGo);
  return () => {
    document.removeEventListener("keydown", letGo);
    unwatch();
    unlisten();
    cells.setState({ hovered: null, selected: null });
  };
}

/** Half of a square's diagonal, in sides: no cell reaches further from its centre. */
const reachInSides = 0.71;

/** The cell at a place: as cells are equal, that with the nearest centre. */
function idAt(areas: AreaTable | null, place: PointerPlace | null): string | null {
  if (!areas || !place) return null;
  const metres = metresPerDegree(place.lat);
  const { labelPoints, areaKm2, ids } = areas;
  let [nearest, found] = [(reachInSides * 1000) ** 2 * (areaKm2[0] ?? 0), -1];
  for (let row = 0; row < areas.rows; row++) {
    const x = ((labelPoints[2 * row] ?? 0) - place.lon) * metres.lon;
    const y = ((labelPoints[2 * row + 1] ?? 0) - place.lat) * metres.lat;
    const square = x * x + y * y;
    if (square < nearest) [nearest, found] = [square, row];
  }
  return ids[found] ?? null;
}

/** The made cells that stand out: their rows among the areas, the pointed one first. */
export function markedCells({
  areas,
  made,
}: ShownAreas): { readonly row: number; readonly role: "hovered" | "selected" }[] {
  if (!made) return [];
  const { hovered, selected } = cells.getState();
  const mark = (id: string | null, role: "hovered" | "selected") => {
    const row = id === null ? -1 : rowOfId(areas, id);
    return row < 0 ? [] : [{ row, role }];
  };
  return [...(hovered === selected ? [] : mark(hovered, "hovered")), ...mark(selected, "selected")];
}

function rowOfId(areas: AreaTable, id: string): number {
  return remembered(areas.ids, "rows", () => new Map(areas.ids.map((one, row) => [one, row]))).get(id) ?? -1;
}

/** Pointing and choosing of the rows of a list or a chart, shared with the map. */
export function useLinkedRows({ areas, made }: ShownAreas) {
  const hovered = useApp((state) => state.hovered);
  const selection = useApp((state) => state.document.selection);
  const own = useLocal(cells, (state) => state);
  const rowOf = (ref: AreaRef | null, id: string | null) => {
    const wanted = made ? id : ref?.level === areas.level ? ref.id : null;
    const row = wanted === null ? -1 : rowOfId(areas, wanted);
    return row < 0 ? null : row;
  };
  const refOf = (row: number): AreaRef => ({ level: areas.level, id: areas.ids[row] ?? "" });
  const selected = rowOf(selection, own.selected);
  return {
    hovered: rowOf(hovered, own.hovered),
    selected,
    onHover: (row: number | null) => {
      if (made) pointAt(row === null ? null : (areas.ids[row] ?? null));
      else hover(row === null ? null : refOf(row));
    },
    onRow: (row: number) => {
      if (made) choose(areas.ids[row] ?? null);
      else select(row === selected ? null : refOf(row));
    },
  };
}
