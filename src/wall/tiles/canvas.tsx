import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useWall } from "../context.tsx";
import type { Drawing } from "../paint/charts.ts";
import { type Painting, paintLater } from "../paint/queue.ts";

/** Draws on a canvas of so many CSS pixels, in steps if it takes long. */
// biome-ignore lint/suspicious/noConfusingVoidType: what is painted in one step returns nothing
export type Paint = (context: Drawing, width: number, height: number) => Painting | void;

/**
 * A canvas that fills its place and is painted by the processor: no WebGL context that could be lost, and nothing is drawn
 * but what has changed. A canvas whose memory the browser has taken away is painted again when it is given back.
 */
export function Canvas({ paint, label }: { readonly paint: Paint; readonly label: string }) {
  const { cellWidthPx, cellHeightPx } = useWall();
  const ref = useRef<HTMLCanvasElement>(null);
  const [restored, setRestored] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size of the cell, or memory given back, is a new picture
  useLayoutEffect(() => {
    const canvas = ref.current;
    return canvas ? paintLater(painted(canvas, paint)) : undefined;
  }, [paint, cellWidthPx, cellHeightPx, restored]);
  useEffect(() => {
    const canvas = ref.current;
    const restore = () => setRestored((count) => count + 1);
    canvas?.addEventListener("contextrestored", restore);
    return () => {
      canvas?.removeEventListener("contextrestored", restore);
      // An unmounted canvas gives its memory back now, not when it is collected.
      if (canvas) Object.assign(canvas, { width: 0, height: 0 });
    };
  }, []);
  return <canvas ref={ref} className="wall-canvas" role="img" aria-label={label} />;
}

let board: OffscreenCanvasRenderingContext2D | null = null;

/** One board serves all, as large as the largest picture: paintings come one after the other. */
function boardOf(width: number, height: number): OffscreenCanvasRenderingContext2D | null {
  board ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!board) return null;
  const [wide, high] = [Math.max(width, board.canvas.width), Math.max(height, board.canvas.height)];
  if (wide > board.canvas.width || high > board.canvas.height)
    Object.assign(board.canvas, { width: wide, height: high });
  board.reset();
  return board;
}

/** Draws on the board, step by step, and puts the whole picture on the canvas: nobody sees a half of it. */
function* painted(canvas: HTMLCanvasElement, paint: Paint): Painting {
  const parent = canvas.parentElement;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [parent?.clientWidth ?? 0, parent?.clientHeight ?? 0];
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  const drawing = boardOf(wide, high);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!drawing || !context || wide === 0 || high === 0) return;
  drawing.scale(ratio, ratio);
  const steps = paint(drawing, width, height);
  if (steps) yield* steps;
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  context.clearRect(0, 0, wide, high);
  context.drawImage(drawing.canvas, 0, 0, wide, high, 0, 0, wide, high);
}
