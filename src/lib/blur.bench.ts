import { gaussianBlur } from "./blur.ts";
import { createRandom } from "./random.ts";

const width = 256;
const height = 160;

/** One blur of a screen's density raster, narrow and wide. */
export async function benches() {
  const random = createRandom(7);
  const field = Float32Array.from({ length: width * height }, () => random.float());
  return [3, 12].map((sigmaCells) => {
    const times: number[] = [];
    for (let run = 0; run < 20; run++) {
      const work = field.slice();
      const start = performance.now();
      gaussianBlur(work, width, height, sigmaCells);
      times.push(performance.now() - start);
    }
    const value = times.sort((a, b) => a - b)[10] ?? Number.NaN;
    return { name: `Gaussian blur of ${width} × ${height}, σ ${sigmaCells} cells`, value, unit: "ms", promise: "≤ 3" };
  });
}
