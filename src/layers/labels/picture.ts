import type { Rgb } from "../../lib/colour.ts";
import { canvasContext, type Picture } from "../gl/atlas.ts";
import { cssOf } from "../ink.ts";
import { type LabelFace, labelFonts } from "./style.ts";

const haloPixels = 2;
const lineHeight = 1.25;

let measuring: CanvasRenderingContext2D | undefined;

const fontOf = ({ sizePixels, weight }: LabelFace) => `${weight} ${sizePixels}px ${labelFonts}`;

/** A label as it will be drawn: its size with halo in CSS pixels, and how far it is turned. */
export interface LabelPicture extends Picture {
  readonly angleDeg: number;
}

const chinese = /^[\u3400-\u9fff\uf900-\ufaff]+$/;

/** Lines of a label: steep Chinese labels are written downwards, character below character. */
function layout(text: string, angleDeg: number): { lines: readonly string[]; angleDeg: number } {
  const upright = ((((angleDeg + 90) % 180) + 180) % 180) - 90;
  if (Math.abs(upright) < 50 || !chinese.test(text)) return { lines: text.split("\n"), angleDeg: upright };
  return { lines: [...text], angleDeg: upright > 0 ? upright - 90 : upright + 90 };
}

/** The picture of a label's text in the browser's own lettering, with a halo. */
export function labelPicture(text: string, face: LabelFace, options: { halo: Rgb; angleDeg: number }): LabelPicture {
  const { lines, angleDeg } = layout(text, options.angleDeg);
  measuring ??= canvasContext(1, 1);
  measuring.font = fontOf(face);
  const widest = Math.max(...lines.map((line) => measuring?.measureText(line).width ?? 0));
  const step = face.sizePixels * (lines.length > 1 ? 1.12 : lineHeight);
  return {
    width: Math.ceil(widest) + 2 * haloPixels,
    height: Math.ceil(step * lines.length) + 2 * haloPixels,
    angleDeg,
    draw(context) {
      context.font = fontOf(face);
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      context.lineJoin = "round";
      context.lineWidth = 2 * haloPixels;
      context.strokeStyle = cssOf(options.halo, 0.85);
      context.fillStyle = cssOf(face.colour);
      const baseline = (i: number) => Math.round((i - (lines.length - 1) / 2) * step + face.sizePixels * 0.36);
      lines.forEach((line, i) => context.strokeText(line, 0, baseline(i)));
      lines.forEach((line, i) => context.fillText(line, 0, baseline(i)));
    },
  };
}
