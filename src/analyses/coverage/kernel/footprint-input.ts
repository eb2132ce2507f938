import type { CameraFootprints } from "../../../lib/footprints.ts";

/** What cameras see, as the columns that `coverage` takes: copies, since buffers are handed over. */
export function footprintInput({ start, runs, spanStart, spans, x, y }: CameraFootprints) {
  return {
    footprintStart: start.slice(),
    footprintRuns: runs.slice(),
    footprintSpanStart: spanStart.slice(),
    footprintSpans: spans.slice(),
    footprintX: x.slice(),
    footprintY: y.slice(),
  };
}
