import type { FaultData } from "../../domain/fault.ts";
import type { CoordinateSystem } from "./coordinates.ts";
import type { BaseAreas } from "./known-areas.ts";
import type { ImportInput, ImportOutcome, ImportProgress } from "./outcome.ts";
import type { SourceBlob } from "./read/bytes.ts";
import type { Sniffed, SniffOptions } from "./sniff.ts";
import type { StatedPositions, SystemShare } from "./systems.ts";

/** What the import worker does, by name. */
export interface ImportTasks {
  sniff: { in: { readonly file: SourceBlob; readonly options: SniffOptions }; out: Sniffed };
  run: { in: ImportInput; out: ImportOutcome };
  systems: {
    in: {
      readonly positions: StatedPositions;
      readonly areas: readonly BaseAreas[];
      readonly chosen: CoordinateSystem | undefined;
    };
    out: readonly SystemShare[];
  };
}

/** What the page tells the worker. One task at a time; to stop it the page ends the worker. */
export type ToImporter = {
  [K in keyof ImportTasks]: { readonly name: K; readonly job: number; readonly input: ImportTasks[K]["in"] };
}[keyof ImportTasks];

/** What the worker tells the page. */
export type FromImporter =
  | { readonly type: "alive" }
  | { readonly type: "progress"; readonly job: number; readonly progress: ImportProgress }
  | { readonly type: "done"; readonly job: number; readonly output: ImportTasks[keyof ImportTasks]["out"] }
  /** A spoilt worker cannot be used any more: a file has broken its module. */
  | { readonly type: "failed"; readonly job: number; readonly fault: FaultData; readonly isSpoilt: boolean };
