import type { Theme } from "../../domain/document.ts";
import type { Symbol24 } from "../gl/symbols.ts";
import { inks } from "../ink.ts";

/** A flag on a round badge. */
export function stationSymbol(theme: Theme): Symbol24 {
  const path = "M12 1A11 11 0 1 1 12 23A11 11 0 1 1 12 1ZM8 5V19H10V13.5H17L14.8 9.75L17 6V5Z";
  return { code: "station", path, colour: inks[theme].good };
}
