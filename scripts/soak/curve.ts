import type { SoakSample } from "./soak.ts";
import { growthOf } from "./verdict.ts";

const [width, height, edge] = [800, 320, 56];

/** Heap after forced collection against the appends so far, zero-based, as an SVG picture; growth of the last half is said. */
export function soakCurve(samples: readonly SoakSample[]): string {
  const most = Math.max(1, ...samples.map(({ heapBytes }) => heapBytes));
  const appends = Math.max(1, ...samples.map((sample) => sample.appends));
  const x = (count: number) => edge + (count / appends) * (width - 2 * edge);
  const y = (bytes: number) => height - edge - (bytes / (most * 1.1)) * (height - 2 * edge);
  const points = samples.map((sample) => `${x(sample.appends).toFixed(1)},${y(sample.heapBytes).toFixed(1)}`).join(" ");
  const growth = growthOf(samples, ({ heapBytes }) => heapBytes) * 100;
  const text = (at: readonly [number, number], words: string, anchor = "start") =>
    `<text x="${at[0]}" y="${at[1]}" text-anchor="${anchor}">${words}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">
<title>Heap of the wall after forced collection against the appends</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<path d="M${edge} ${edge}V${height - edge}H${width - edge}" fill="none" stroke="#83898f"/>
<polyline points="${points}" fill="none" stroke="#1b5fa3" stroke-width="2"/>
${text([edge, edge - 16], `Heap after collection, MB; last half ${growth >= 0 ? "+" : "−"}${Math.abs(growth).toFixed(2)} %`)}
${text([edge - 8, y(most) + 4], (most / 1e6).toFixed(0), "end")}
${text([edge - 8, height - edge + 4], "0", "end")}
${text([edge, height - edge + 24], "0")}
${text([width - edge, height - edge + 24], `${appends} appends`, "end")}
</svg>
`;
}
