import { createLocalStore } from "../../../state/local-store.ts";

/** The named streets that are pointed at and chosen, in the list or on the map: the rest of the page does not know them. */
export const marked = createLocalStore<{ readonly hovered: string | null; readonly selected: string | null }>({
  hovered: null,
  selected: null,
});

export function pointAtStreet(hovered: string | null): void {
  if (marked.getState().hovered !== hovered) marked.setState({ hovered });
}

/** Chooses a street, or lets go of it where it is chosen already. */
export function chooseStreet(name: string | null): void {
  marked.setState({ selected: name === marked.getState().selected ? null : name });
}
