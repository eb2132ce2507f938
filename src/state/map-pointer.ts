/** Where the pointer is on the map: degrees, and pixels from the map's top left corner. */
export interface PointerPlace {
  readonly lon: number;
  readonly lat: number;
  readonly x: number;
  readonly y: number;
}

/** What the present view does with the pointer. A view that answers a click with true keeps it from choosing an area. */
export interface PointerUser {
  readonly move: (place: PointerPlace | null) => void;
  readonly tap: (place: PointerPlace) => boolean;
  /** Whether the view points at things of its own now, so that no area of the dataset is pointed at; absent: never. */
  readonly owns?: () => boolean;
  /** A view that answers the beginning of a drag with true keeps the map still and hears the rest of it. */
  readonly drag?: (phase: DragPhase, place: PointerPlace) => boolean;
}

export type DragPhase = "start" | "move" | "end";

let user: PointerUser | null = null;

/** Lets a view hear of the pointer; returns how it stops. */
export function listenOnMap(next: PointerUser): () => void {
  user = next;
  return () => {
    if (user === next) user = null;
  };
}

/** Tells the present view where the pointer is; true where it points at things of its own. */
export function tellMove(place: PointerPlace | null): boolean {
  user?.move(place);
  return user?.owns?.() ?? false;
}

/** Tells the present view of a click; true where it has used it. */
export function tellTap(place: PointerPlace): boolean {
  return user?.tap(place) ?? false;
}

/** Tells the present view of a drag; true where it uses it. */
export function tellDrag(phase: DragPhase, place: PointerPlace): boolean {
  return user?.drag?.(phase, place) ?? false;
}
