import type { Theme } from "../../domain/document.ts";
import { hexOf, sequential } from "../../lib/colour.ts";
import type { WallPalette } from "../model/palette.ts";

/** What is painted on: a canvas of the page, or the board that pictures are made on. */
export type Drawing = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Type size and colours of what is painted. */
export interface Fonts {
  readonly textPx: number;
  readonly palette: WallPalette;
}

interface Area extends Fonts {
  readonly width: number;
  readonly height: number;
}

const family = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';

/** Sets the type of everything that is written next. */
export function write(context: Drawing, { textPx, palette }: Fonts, weight = 400): void {
  context.font = `${weight} ${textPx}px ${family}`;
  context.fillStyle = hexOf(palette.pale);
  context.textBaseline = "middle";
}

export interface TrendPicture extends Area {
  readonly counts: ArrayLike<number>;
  /** Ascending seconds; bin i is [edges[i], edges[i + 1]). */
  readonly edges: Float64Array;
  readonly day: (seconds: number) => string;
  readonly number: (value: number) => string;
}

/** Zero-based bars with the largest value and the first and last day; the last bin is paler, it is not over yet. */
export function paintTrend(context: Drawing, picture: TrendPicture): void {
  const { width, height, textPx, palette, counts, edges, day, number } = picture;
  const highest = Math.max(1, ...Array.from(counts));
  const [top, foot] = [textPx * 1.2, textPx * 1.3];
  const tall = Math.max(1, height - top - foot);
  const step = width / counts.length;
  for (let i = 0; i < counts.length; i++) {
    const bar = ((counts[i] ?? 0) / highest) * tall;
    context.fillStyle = hexOf(i === counts.length - 1 ? palette.quiet : palette.data);
    context.fillRect(i * step, top + tall - bar, Math.max(1, step * 0.82), bar);
  }
  context.fillStyle = hexOf(palette.line);
  context.fillRect(0, top + tall, width, Math.max(1, textPx / 16));
  write(context, picture);
  context.fillText(number(highest), 0, top / 2);
  context.fillText(day(edges[0] ?? 0), 0, height - foot / 2);
  context.textAlign = "right";
  context.fillText(day((edges[edges.length - 1] ?? 0) - 1), width, height - foot / 2);
  context.textAlign = "left";
}

export interface MatrixPicture extends Area {
  readonly theme: Theme;
  /** Weekday · 24 + hour, Monday first. */
  readonly hours: ArrayLike<number>;
  readonly weekday: (day: number) => string;
}

/** Seven rows of twenty-four cells, darker to brighter (or the reverse on light ground) with the number of cases. */
export function paintMatrix(context: Drawing, picture: MatrixPicture): void {
  const { width, height, textPx, theme, hours, weekday } = picture;
  const highest = Math.max(1, ...Array.from(hours));
  const [left, foot] = [textPx * 2.6, textPx * 1.3];
  const [wide, tall] = [(width - left) / 24, (height - foot) / 7];
  const gap = Math.min(wide, tall) * 0.06;
  for (let i = 0; i < 168; i++) {
    context.fillStyle = hexOf(sequential[theme]((hours[i] ?? 0) / highest));
    context.fillRect(left + (i % 24) * wide + gap, Math.floor(i / 24) * tall + gap, wide - 2 * gap, tall - 2 * gap);
  }
  write(context, picture);
  const every = tall < textPx ? 2 : 1;
  for (let day = 0; day < 7; day += every) context.fillText(weekday(day), 0, (day + 0.5) * tall);
  for (let hour = 0; hour < 24; hour += 6) context.fillText(String(hour), left + hour * wide, height - foot / 2);
}
