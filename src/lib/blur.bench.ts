import { bench } from "vitest";
import { gaussianBlur } from "./blur.ts";

const field = Float32Array.from({ length: 256 * 160 }, (_, i) => (i * 7919) % 100);

for (const sigma of [1, 2, 4, 5, 16]) {
  bench(`blur of 256 × 160 cells by ${sigma} cells`, () => gaussianBlur(field, 256, 160, sigma));
}
