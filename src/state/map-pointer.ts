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
}

let user: PointerUser | null = null;

/** Lets a view hear of the pointer; returns how it stops. */
export function listenOnMap(next: PointerUser): () => void {
  user = next;
  return () => {
    if (user === next) user = null;
  };
}

/** Tells the present view where the pointer is. */
export function tellMove(place: PointerPlace | null): void {
  user?.move(place);
}

/** Tells the present view of a click; true where it has used it. */
export function tellTap(place: PointerPlace): boolean {
  return user?.tap(place) ?? false;
}
