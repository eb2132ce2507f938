import { setCamera } from "../../../state/actions.ts";
import { store } from "../../../state/store.ts";

/** Moves the map to an atom, near enough to see it. */
export function lookAt(points: Float64Array, atom: number): void {
  const zoom = Math.max(15, store.getState().document.camera?.zoom ?? 0);
  setCamera({ lon: points[2 * atom] ?? 0, lat: points[2 * atom + 1] ?? 0, zoom });
}
