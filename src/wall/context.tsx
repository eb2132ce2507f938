import { createContext, type ReactNode, useContext } from "react";
import { useLocal } from "../state/local-store.ts";
import type { Wall, WallState } from "./control.ts";
import type { PanelAnswer } from "./model/answer.ts";
import type { TypeSizes } from "./model/legible.ts";

/** What tiles need to know of the wall that they are on. */
export interface WallPlace extends TypeSizes {
  readonly wall: Wall;
  /** One cell of the grid, in CSS pixels. */
  readonly cellWidthPx: number;
  readonly cellHeightPx: number;
}

const Context = createContext<WallPlace | null>(null);

export function WallProvider({ place, children }: { readonly place: WallPlace; readonly children: ReactNode }) {
  return <Context value={place}>{children}</Context>;
}

export function useWall(): WallPlace {
  const place = useContext(Context);
  if (!place) throw new Error("a tile is on no wall");
  return place;
}

/** A part of the wall's state, and a new render when it changes. */
export function useWallState<T>(selector: (state: WallState) => T): T {
  return useLocal(useWall().wall.wall, selector);
}

/** What a panel shows, or undefined while nothing has been asked. */
export const useAnswer = (id: string): PanelAnswer | undefined => useWallState(({ answers }) => answers[id]);
