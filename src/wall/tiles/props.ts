import type { PanelAnswer } from "../model/answer.ts";
import type { AnalysisView, Findings } from "../model/findings.ts";
import type { WallPanel } from "../model/layout.ts";

/** What every tile of counted cases gets. */
export interface TileProps {
  readonly panel: WallPanel;
  readonly answer: PanelAnswer;
}

/** What a tile of an analysis gets: its findings are of its own view. */
export interface FindingsProps<View extends AnalysisView> {
  readonly panel: WallPanel;
  readonly findings: Extract<Findings, { view: View }>;
}
