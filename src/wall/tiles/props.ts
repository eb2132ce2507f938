import type { PanelAnswer } from "../control.ts";
import type { WallPanel } from "../model/layout.ts";

/** What every tile of counted cases gets. */
export interface TileProps {
  readonly panel: WallPanel;
  readonly answer: PanelAnswer;
}
