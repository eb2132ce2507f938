/** Red, green and blue from 0 to 255 (sRGB). */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Lightness 0..1 and the two colour axes of OKLab (Ottosson 2020). */
export type Oklab = readonly [lightness: number, a: number, b: number];

/** The ground that colours stand on. */
export type Ground = "light" | "dark";

/** A colour for every position from 0 to 1. */
export type Ramp = (t: number) => Rgb;

/** Linear light 0..1 of an sRGB component 0..255. */
export function linearOf(component: number): number {
  const c = component / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** The sRGB component 0..255, not rounded, of linear light; values outside are clamped. */
export function componentOf(linear: number): number {
  const c = Math.max(0, Math.min(1, linear));
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
}

/** A colour in OKLab. */
export function toOklab([red, green, blue]: Rgb): Oklab {
  const [r, g, b] = [linearOf(red), linearOf(green), linearOf(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linearFromOklab([lightness, a, b]: Oklab): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The colour itself where sRGB has it, else the nearest of the same lightness and hue: chroma is given up. */
function withinSrgb([lightness, a, b]: Oklab): Oklab {
  const fits = (keep: number) =>
    linearFromOklab([lightness, a * keep, b * keep]).every((c) => c > -0.0005 && c < 1.0005);
  if (fits(1)) return [lightness, a, b];
  let [low, high] = [0, 1];
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return [lightness, a * low, b * low];
}

/** The nearest sRGB colour of the same lightness and hue. */
export function fromOklab(lab: Oklab): Rgb {
  const [red, green, blue] = linearFromOklab(withinSrgb(lab));
  return [Math.round(componentOf(red)), Math.round(componentOf(green)), Math.round(componentOf(blue))];
}

/** Distance of two colours in OKLab; about 0.02 is just noticeable. */
export function colourDistance(one: Rgb, other: Rgb): number {
  const [l1, a1, b1] = toOklab(one);
  const [l2, a2, b2] = toOklab(other);
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2);
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2). */
export function contrastRatio(one: Rgb, other: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) =>
    0.2126 * linearOf(red) + 0.7152 * linearOf(green) + 0.0722 * linearOf(blue);
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** What is seen where a colour of some opacity (0 to 1) lies over another. */
export function laidOver(ground: Rgb, colour: Rgb, opacity: number): Rgb {
  const mix = (i: 0 | 1 | 2) => Math.round(colour[i] * opacity + ground[i] * (1 - opacity));
  return [mix(0), mix(1), mix(2)];
}

/** `#rrggbb`. */
export function hexOf(rgb: Rgb): string {
  return `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;
}

/** The colour of `#rrggbb`. */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The two themes' ground: what data colours must stand out from. */
export const groundColour: Readonly<Record<Ground, Rgb>> = { light: rgbOf("#f6f6f3"), dark: rgbOf("#12161c") };

/** A stop of a ramp as lightness 0..1, chroma and hue in degrees of OKLab. */
type Lch = readonly [lightness: number, chroma: number, hue: number];

const samples = 256;

/** A ramp through stops, with position measured along the path, so that equal steps look equally large. */
function rampThrough(stops: readonly Lch[]): Ramp {
  const labs = stops.map(
    ([l, c, h]): Oklab => [l, c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)],
  );
  const path = Array.from({ length: 4 * samples + 1 }, (_, i) => splineAt(labs, i / (4 * samples)));
  const travelled = [0];
  for (let i = 1; i < path.length; i++) {
    const [l1, a1, b1] = path[i - 1];
    const [l2, a2, b2] = path[i];
    travelled.push(travelled[i - 1] + Math.hypot(l1 - l2, a1 - a2, b1 - b2));
  }
  const table: Rgb[] = [];
  for (let i = 0, at = 0; i < samples; i++) {
    const goal = (travelled[travelled.length - 1] * i) / (samples - 1);
    while (at < path.length - 1 && travelled[at] < goal) at++;
    table.push(fromOklab(path[at]));
  }
  return (t) => table[Math.round(Math.max(0, Math.min(1, t)) * (samples - 1))];
}

/** Catmull–Rom through the stops, kept within sRGB. */
function splineAt(labs: readonly Oklab[], t: number): Oklab {
  const last = labs.length - 1;
  const i = Math.min(last - 1, Math.floor(t * last));
  const u = t * last - i;
  const [p0, p1, p2, p3] = [labs[Math.max(0, i - 1)], labs[i], labs[i + 1], labs[Math.min(last, i + 2)]];
  const axis = (k: 0 | 1 | 2) =>
    0.5 *
    (2 * p1[k] +
      (p2[k] - p0[k]) * u +
      (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * u * u +
      (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * u * u * u);
  return withinSrgb([axis(0), axis(1), axis(2)]);
}

/** More of one thing: from the ground's lightness to its opposite, pale amber over coral to plum, reversed on dark. */
export const sequential: Readonly<Record<Ground, Ramp>> = {
  light: rampThrough([
    [0.94, 0.05, 88],
    [0.84, 0.11, 68],
    [0.71, 0.16, 42],
    [0.56, 0.18, 18],
    [0.42, 0.15, 355],
    [0.3, 0.1, 335],
  ]),
  dark: rampThrough([
    [0.3, 0.06, 325],
    [0.42, 0.12, 345],
    [0.56, 0.17, 10],
    [0.69, 0.16, 38],
    [0.82, 0.13, 70],
    [0.95, 0.08, 98],
  ]),
};

/** Less and more than expected: blue, a true neutral in the middle (0.5), orange. */
export const diverging: Readonly<Record<Ground, Ramp>> = {
  light: joined(
    [
      [0.42, 0.13, 258],
      [0.66, 0.1, 250],
      [0.92, 0, 250],
    ],
    [
      [0.92, 0, 55],
      [0.72, 0.13, 60],
      [0.5, 0.13, 48],
    ],
  ),
  dark: joined(
    [
      [0.8, 0.1, 245],
      [0.55, 0.11, 252],
      [0.3, 0, 252],
    ],
    [
      [0.3, 0, 55],
      [0.58, 0.11, 52],
      [0.82, 0.12, 68],
    ],
  ),
};

function joined(below: readonly Lch[], above: readonly Lch[]): Ramp {
  const [low, high] = [rampThrough(below), rampThrough(above)];
  return (t) => (t < 0.5 ? low(t * 2) : high(t * 2 - 1));
}

/** Cold (99, 95, 90 % sure), not significant (`null`: transparent), hot (90, 95, 99 % sure). */
export const hotCold: Readonly<Record<Ground, readonly (Rgb | null)[]>> = {
  light: ["#1f4e9c", "#5b8fd0", "#a9c8ea", null, "#f3b49f", "#dd6a50", "#a81e22"].map(
    (c) => c && rgbOf(c),
  ) as (Rgb | null)[],
  dark: ["#8fc1ff", "#4f86cf", "#2c4f82", null, "#84382f", "#cf5b47", "#ffa48c"].map(
    (c) => c && rgbOf(c),
  ) as (Rgb | null)[],
};

/** Up to eight categories (Okabe & Ito 2008), in their order; the last is the ground's opposite. */
export const categories: Readonly<Record<Ground, readonly Rgb[]>> = {
  light: ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#000000"].map(rgbOf),
  dark: ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#ffffff"].map(rgbOf),
};

/** `count` colours of a ramp, from its first to its last. */
export function colourSteps(ramp: Ramp, count: number): Rgb[] {
  return Array.from({ length: count }, (_, i) => ramp(count === 1 ? 0.6 : i / (count - 1)));
}

/** Colour-vision deficiencies: missing long, middle and short cones. */
export const deficiencies = ["protanopia", "deuteranopia", "tritanopia"] as const;
export type Deficiency = (typeof deficiencies)[number];

const deficiencyMatrices: Readonly<Record<Deficiency, readonly number[]>> = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** How a colour looks to somebody with a complete deficiency (Machado, Oliveira & Fernandes 2009, severity 1). */
export function seenWith(deficiency: Deficiency, [red, green, blue]: Rgb): Rgb {
  const m = deficiencyMatrices[deficiency];
  const [r, g, b] = [linearOf(red), linearOf(green), linearOf(blue)];
  const row = (i: number) => componentOf(m[i] * r + m[i + 1] * g + m[i + 2] * b);
  return [row(0), row(3), row(6)];
}
