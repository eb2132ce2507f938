import type { Theme } from "../../domain/document.ts";
import type { Viewport } from "../../domain/viewport.ts";
import type { Still } from "../../layers/still.ts";
import { zoomOf } from "../../lib/camera.ts";
import type { BaseMap } from "../base.ts";
import { paintBase } from "./base.ts";
import { type Projection, projectionOf } from "./projection.ts";

/** One thing that paints itself. */
export type Painter = (still: Still) => void;

/** A map that stands still and needs no graphics: the first picture, and the only one where there is no WebGL. */
export interface StillMap {
  /** Paints what a viewport shows; what is the same object as before is not painted again. */
  paint(picture: StillPicture): void;
  remove(): void;
}

/** What is on a still map: the base map, and painters, lowest first. */
export interface StillPicture {
  readonly viewport: Viewport;
  readonly theme: Theme;
  readonly base: BaseMap;
  readonly painters: readonly Painter[];
}

/** Makes a still map over the whole of a container, on canvases that the processor paints. */
export function createStillMap(container: HTMLElement): StillMap {
  const [ground, data] = [canvasIn(container), canvasIn(container)];
  let before: StillPicture | null = null;
  return {
    paint(picture) {
      const { viewport, theme, base, painters } = picture;
      const projection = projectionOf(viewport);
      const zoom = zoomOf(viewport);
      const same = before?.viewport === viewport && before.theme === theme && before.base === base;
      before = picture;
      if (!same) paintBase({ context: cleared(ground, viewport), projection, zoom, theme }, base);
      const still = stillOn(cleared(data, viewport), projection, zoom);
      for (const paint of painters) paint(still);
    },
    remove() {
      ground.canvas.remove();
      data.canvas.remove();
    },
  };
}

/** A canvas in the page's own memory: one that graphics draw would wait for their start. */
function canvasIn(container: HTMLElement): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.className = "map-still";
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("still map: the browser has no 2D canvas");
  container.append(canvas);
  return context;
}

function cleared(context: CanvasRenderingContext2D, { widthPx, heightPx }: Viewport): CanvasRenderingContext2D {
  const scale = window.devicePixelRatio;
  context.canvas.width = Math.round(widthPx * scale);
  context.canvas.height = Math.round(heightPx * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

function stillOn(context: CanvasRenderingContext2D, projection: Projection, zoom: number): Still {
  const { x, y } = projection;
  return {
    zoom,
    image({ pixels, width, height }, [west, south, east, north]) {
      const raster = new OffscreenCanvas(width, height);
      const drawn = raster.getContext("2d", { willReadFrequently: true });
      drawn?.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
      context.drawImage(raster, x(west), y(north), x(east) - x(west), y(south) - y(north));
    },
    segments({ length, ends }, { colour, widthPixels }) {
      context.strokeStyle = colour;
      context.lineWidth = widthPixels;
      context.lineCap = "round";
      context.beginPath();
      for (let i = 0; i < 4 * length; i += 4) {
        context.moveTo(x(ends[i] ?? 0), y(ends[i + 1] ?? 0));
        context.lineTo(x(ends[i + 2] ?? 0), y(ends[i + 3] ?? 0));
      }
      context.stroke();
    },
    picture(picture, { lon, lat, angleDeg }) {
      const whole = (centre: number, length: number) => Math.round(centre - length / 2) + length / 2;
      context.save();
      if (angleDeg === 0) context.translate(whole(x(lon), picture.width), whole(y(lat), picture.height));
      else context.translate(x(lon), y(lat));
      context.rotate((angleDeg * Math.PI) / 180);
      picture.draw(context);
      context.restore();
    },
  };
}
