import type { Rgb } from "../../lib/colour.ts";

/** Codes as red, green, blue, alpha: `colours[code]` is a colour and its opacity (0 to 255). */
export function codePixels(codes: Uint8Array, colours: readonly (readonly [Rgb, number])[]): Uint8ClampedArray {
  const table = new Uint8ClampedArray(4 * 256);
  colours.forEach(([[red, green, blue], alpha], code) => table.set([red, green, blue, alpha], 4 * code));
  const words = new Uint32Array(table.buffer);
  const pixels = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) pixels[i] = words[codes[i] ?? 0] ?? 0;
  return new Uint8ClampedArray(pixels.buffer);
}
