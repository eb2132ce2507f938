import type { Rgb } from "../../lib/colour.ts";
import { cssOf } from "../ink.ts";
import type { Picture } from "./atlas.ts";

const wedgeDegrees = 70;

/** A fan that opens to the north and fades with distance: a direction, not a range. `reach` in CSS pixels. */
export function wedge(colour: Rgb, { reach = 26, strength = 0.55 } = {}): Picture {
  return {
    width: 2 * reach,
    height: 2 * reach,
    draw(context) {
      const half = (wedgeDegrees * Math.PI) / 360;
      const fade = context.createRadialGradient(0, 0, 2, 0, 0, reach);
      fade.addColorStop(0, cssOf(colour, strength));
      fade.addColorStop(1, cssOf(colour, 0));
      context.fillStyle = fade;
      context.beginPath();
      context.moveTo(0, 0);
      context.arc(0, 0, reach, -Math.PI / 2 - half, -Math.PI / 2 + half);
      context.fill();
    },
  };
}
