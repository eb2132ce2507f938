import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useWall } from "../context.tsx";

/** Draws on a canvas of so many CSS pixels. */
export type Paint = (context: CanvasRenderingContext2D, width: number, height: number) => void;

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
    const parent = canvas?.parentElement;
    const context = canvas?.getContext("2d", { willReadFrequently: true });
    if (!canvas || !parent || !context) return;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [parent.clientWidth, parent.clientHeight];
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    paint(context, width, height);
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
