import type { Locale } from "../../domain/document.ts";
import { pictureOfElement } from "./appearance.ts";

/** Pixels of the picture for one of the page. */
export const sharpness = 2;

/** What stands around the map. */
export interface MapWords {
  readonly title: string;
  readonly filters: string;
  readonly source: string;
  readonly label: string;
  readonly scale: { readonly pixels: number; readonly text: string } | null;
  readonly locale: Locale;
}

interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
}

const margin = 16;
const headPixels = 64;
const footPixels = 36;

/** The map between its title and its source, with legend and scale, as one PNG. */
export async function composeMap(map: Blob, words: MapWords): Promise<Blob> {
  const picture = await createImageBitmap(map);
  const legend = await legendPicture();
  const [width, height] = [picture.width / sharpness, picture.height / sharpness];
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = Math.round((height + headPixels + footPixels) * sharpness);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the browser has no canvas to draw on");
  const colours = coloursOfPage();
  context.scale(sharpness, sharpness);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, width, height + headPixels + footPixels);
  context.drawImage(picture, 0, headPixels, width, height);
  if (legend) {
    const [w, h] = [legend.width / sharpness, legend.height / sharpness];
    context.drawImage(legend, margin, headPixels + height - margin - h, w, h);
  }
  drawWords({ context, colours, width }, words);
  if (words.scale) drawScale({ context, colours, width }, words.scale, headPixels + height - margin);
  drawFoot({ context, colours, width }, words, headPixels + height + footPixels / 2);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is empty"))), "image/png");
  });
}

interface Drawing {
  readonly context: CanvasRenderingContext2D;
  readonly colours: Colours;
  readonly width: number;
}

function font(weight: number, pixels: number): string {
  return `${weight} ${pixels}px ${getComputedStyle(document.body).fontFamily}`;
}

function drawWords({ context, colours, width }: Drawing, { title, filters }: MapWords): void {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillStyle = colours.ink;
  context.font = font(600, 17);
  context.fillText(fitting(context, title, width - 2 * margin), margin, 22);
  context.fillStyle = colours.faint;
  context.font = font(400, 13);
  context.fillText(fitting(context, filters, width - 2 * margin), margin, 46);
}

function drawFoot({ context, colours, width }: Drawing, { source, label }: MapWords, y: number): void {
  context.font = font(400, 12);
  context.fillStyle = colours.faint;
  context.textAlign = "right";
  context.fillText(label, width - margin, y);
  const room = width - 3 * margin - context.measureText(label).width;
  context.textAlign = "left";
  context.fillText(fitting(context, source, room), margin, y);
}

function drawScale({ context, colours, width }: Drawing, { pixels, text }: NonNullable<MapWords["scale"]>, y: number) {
  const [right, left] = [width - margin - 8, width - margin - 8 - pixels];
  context.fillStyle = colours.paper;
  context.globalAlpha = 0.85;
  context.fillRect(left - 8, y - 30, pixels + 16, 30);
  context.globalAlpha = 1;
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, y - 12);
  context.lineTo(left, y - 7);
  context.lineTo(right, y - 7);
  context.lineTo(right, y - 12);
  context.stroke();
  context.fillStyle = colours.ink;
  context.font = font(400, 12);
  context.textAlign = "center";
  context.fillText(text, (left + right) / 2, y - 19);
}

/** A text, or as much of its beginning as there is room for. */
function fitting(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("")}…`;
}

function coloursOfPage(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return { paper: colour("--surface", "#fff"), ink: colour("--ink", "#111"), faint: colour("--ink-2", "#555") };
}

/** The legend as it is on the page, unfolded for the moment if need be. */
async function legendPicture(): Promise<HTMLImageElement | null> {
  const legend = document.querySelector<HTMLElement>(".legend");
  if (!legend) return null;
  const fold = legend.classList.contains("legend-folded") ? legend.querySelector("button") : null;
  fold?.click();
  if (fold) await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const shown = document.querySelector<HTMLElement>(".legend") ?? legend;
  const picture = await pictureOfElement(shown, sharpness);
  if (fold) shown.querySelector<HTMLElement>(".legend-fold")?.click();
  return picture;
}
