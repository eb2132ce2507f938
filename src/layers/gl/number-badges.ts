import type { Rgb } from "../../lib/colour.ts";
import { remembered } from "../../lib/remembered.ts";
import { cssOf } from "../ink.ts";
import { type Atlas, type Picture, packAtlas } from "./atlas.ts";
import { pixelScale } from "./symbols.ts";

/** Colours of numbered badges. */
export interface BadgeInk {
  readonly fill: Rgb;
  readonly text: Rgb;
  readonly halo: Rgb;
}

const radius = 10;

/** The numbers 1 to `count` on round badges, one picture each. */
export function numberBadges(ink: BadgeInk, count: number): Atlas {
  const key = `badges ${count} ${cssOf(ink.fill)} ${cssOf(ink.text)} ${cssOf(ink.halo)} ${pixelScale()}`;
  return remembered(numberBadges, key, () =>
    packAtlas(
      Array.from({ length: count }, (_, i) => badge(i + 1, ink)),
      pixelScale(),
    ),
  );
}

function badge(number: number, { fill, text, halo }: BadgeInk): Picture {
  const edge = 2 * radius + 4;
  return {
    width: edge,
    height: edge,
    draw(context) {
      context.beginPath();
      context.arc(0, 0, radius, 0, 2 * Math.PI);
      context.fillStyle = cssOf(fill);
      context.strokeStyle = cssOf(halo);
      context.lineWidth = 2;
      context.fill();
      context.stroke();
      context.fillStyle = cssOf(text);
      context.font = `600 ${number > 99 ? 9 : 11}px system-ui, sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(String(number), 0, 0.5);
    },
  };
}
