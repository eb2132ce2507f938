import type { PlaceTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { Symbol24 } from "../gl/symbols.ts";
import { inks } from "../ink.ts";

/** Cameras; `kind` is the status, `azimuthDeg` the direction. */
export type CamerasData = PlaceTable;

/** How cameras look. */
export interface CamerasStyle {
  readonly theme: Theme;
}

const disc = "M12 4A8 8 0 1 1 12 20A8 8 0 1 1 12 4Z";
const ring = "M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3ZM12 8A4 4 0 1 0 12 16A4 4 0 1 0 12 8Z";
const cross = "M5 3L12 10L19 3L21 5L14 12L21 19L19 21L12 14L5 21L3 19L10 12L3 5Z";

/** What a status looks like: a disc works, a ring does not, a cross is broken. */
export function cameraSymbols(theme: Theme): Symbol24[] {
  const { good, idle, bad } = inks[theme];
  return [
    { code: "online", path: disc, colour: good },
    { code: "offline", path: ring, colour: idle },
    { code: "fault", path: cross, colour: bad },
    { code: "retired", path: ring, colour: idle },
  ];
}

/** The row of `cameraSymbols` for a status; an unknown one is taken as online. */
export function cameraSymbolIndex(status: string): number {
  return Math.max(0, ["online", "offline", "fault", "retired"].indexOf(status));
}
