import { areaIdField } from "../domain/case-tables.ts";
import type { Document } from "../domain/document.ts";
import type { Box } from "../domain/manifest.ts";
import type { Viewport } from "../domain/viewport.ts";
import type { DensityQuestion, LinkedFacts, LinkedQuestion } from "../engine/linked/protocol.ts";
import { frameStepMetres } from "../lib/frame.ts";
import { quantise } from "../lib/mercator.ts";
import { studiesMedians } from "./study-level.ts";
import { previousWindow, timeBins } from "./time-bins.ts";

/** A kernel that follows the zoom has this standard deviation on the screen, but not less than this on the ground. */
const kernelPx = 11;
const kernelMetresAtLeast = 25;
/** A raster cell is at least so wide on the screen; the GPU interpolates between cells. */
const cellPx = 4;
const cellsAtMost = 320;
const pointsAtMost = 3000;

interface QuestionContext {
  readonly facts: LinkedFacts;
  /** The square frame of the positions (`lib/frame.ts`). */
  readonly frame: Box;
  readonly viewport: Viewport | null;
  /** The field of area ids to count by. */
  readonly level: Document["style"]["level"];
}

/** What to ask the linked filters so that every panel and layer of this document has what it shows. */
export function questionOf(document: Document, { facts, frame, viewport, level }: QuestionContext): LinkedQuestion {
  const { filters, style } = document;
  const wantsPoints = style.overlays.includes("cases");
  const raster =
    viewport && (style.surface === "density" || wantsPoints)
      ? densityQuestion(viewport, frame, style.bandwidthMetres)
      : null;
  return {
    filters,
    areaField: level && areaIdField(level),
    areaDurations: style.measure === "median_days" || studiesMedians(document),
    timeEdges: timeBins(facts.timeRange).edges,
    raster,
    pointsAtMost: wantsPoints ? pointsAtMost : 0,
    previous: previousWindow(filters.time ?? facts.timeRange, facts.timeRange),
  };
}

/** The raster that covers the viewport and the reach of the kernel around it. */
export function densityQuestion(
  { box, widthPx }: Viewport,
  frame: Box,
  bandwidthMetres: number | null,
): DensityQuestion {
  const [west, south, east, north] = box;
  const [left, top] = quantise(frame, west, north);
  const [right, bottom] = quantise(frame, east, south);
  const stepsPerPx = (right - left) / widthPx;
  const widest = Math.min(right - left, 65535) / cellsAtMost;
  const shift = Math.max(0, Math.ceil(Math.log2(Math.max(stepsPerPx * cellPx, widest))));
  const cellSteps = 2 ** shift;
  const cellMetres = cellSteps * frameStepMetres(frame);
  const followed = Math.max(kernelMetresAtLeast, kernelPx * stepsPerPx * frameStepMetres(frame));
  const sigmaCells = (bandwidthMetres ?? followed) / cellMetres;
  const reach = Math.ceil(3 * sigmaCells);
  const last = 65535 >> shift;
  const cell = (step: number, more: number) => Math.max(0, Math.min(last, Math.floor(step / cellSteps) + more));
  const [column0, row0, column1, row1] = [
    cell(left, -reach),
    cell(top, -reach),
    cell(right, reach),
    cell(bottom, reach),
  ];
  return {
    window: {
      x0: column0 * cellSteps,
      y0: row0 * cellSteps,
      shift,
      width: column1 - column0 + 1,
      height: row1 - row0 + 1,
    },
    sigmaCells,
    cellKm2: (cellMetres / 1000) ** 2,
  };
}
