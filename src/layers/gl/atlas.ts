/** Where a picture lies in an atlas, in device pixels. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Many small pictures in one: the texture of a `SpritesLayer`. */
export interface Atlas {
  /** Red, green, blue (already multiplied by alpha, so that filtering leaves no dark fringe) and alpha, row by row. */
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  /** Device pixels a CSS pixel. */
  readonly scale: number;
}

/** One picture to be packed: its size in CSS pixels, and how to draw it around the origin. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  draw(context: CanvasRenderingContext2D): void;
}

const atlasWidth = 1024;
const gap = 1;

/** A canvas that is only used to measure or draw; a browser without canvas 2D does not exist. */
export function canvasContext(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("atlas: the browser has no 2D canvas");
  return context;
}

/** Packs pictures in shelves on a canvas of 1024 device pixels' width and draws them there. */
export function packAtlas(pictures: readonly Picture[], scale: number): Atlas {
  let [x, y, shelf] = [gap, gap, 0];
  const frames = pictures.map((picture): Frame => {
    const width = Math.ceil(picture.width * scale);
    const height = Math.ceil(picture.height * scale);
    if (x + width + gap > atlasWidth) [x, y, shelf] = [gap, y + shelf + gap, 0];
    const frame = { x, y, width, height };
    x += width + gap;
    shelf = Math.max(shelf, height);
    return frame;
  });
  const context = canvasContext(atlasWidth, Math.max(1, y + shelf + gap));
  frames.forEach((frame, i) => {
    context.setTransform(scale, 0, 0, scale, frame.x + frame.width / 2, frame.y + frame.height / 2);
    pictures[i]?.draw(context);
  });
  const { width, height } = context.canvas;
  return { pixels: premultiplied(context.getImageData(0, 0, width, height).data), width, height, frames, scale };
}

function premultiplied(pixels: Uint8ClampedArray): Uint8ClampedArray {
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = (pixels[i + 3] ?? 0) / 255;
    for (let c = i; c < i + 3; c++) pixels[c] = (pixels[c] ?? 0) * alpha;
  }
  return pixels;
}
