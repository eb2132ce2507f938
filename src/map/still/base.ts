import type { Theme } from "../../domain/document.ts";
import type { Lines, Polygons } from "../../domain/geometry.ts";
import { roadClasses } from "../../domain/vocabulary.ts";
import type { BaseMap } from "../base.ts";
import { basePalettes } from "../palette.ts";
import {
  casingPixels,
  evenWidth,
  firstZooms,
  isWideRoad,
  type RoadClass,
  railwayWidth,
  roadWidth,
  tieDashes,
  tieWidth,
} from "../roads.ts";
import type { Projection } from "./projection.ts";

/** What the base map is painted on. */
export interface Paper {
  readonly context: CanvasRenderingContext2D;
  readonly projection: Projection;
  readonly zoom: number;
  readonly theme: Theme;
}

const noExtra = [0, 0, 0] as const;

/** Paints the base map as the map's style has it (`map/style.ts`), lowest first. */
export function paintBase(paper: Paper, base: BaseMap): void {
  const { context, zoom, theme } = paper;
  const palette = basePalettes[theme];
  context.fillStyle = palette.land;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  fill(paper, base.estates, palette.estate);
  fill(paper, base.green, palette.green);
  fill(paper, base.water, palette.water);
  if (zoom >= firstZooms.buildings) fill(paper, base.buildings, palette.building);
  paintRoads(paper, base.roads);
  paintRailway(paper, base.railway);
}

function fill({ context, projection }: Paper, polygons: Polygons | undefined, colour: string): void {
  if (!polygons) return;
  const { coordinates, ringOffsets, polygonOffsets } = polygons;
  context.fillStyle = colour;
  for (let polygon = 0; polygon + 1 < polygonOffsets.length; polygon++) {
    context.beginPath();
    for (let ring = polygonOffsets[polygon] ?? 0; ring < (polygonOffsets[polygon + 1] ?? 0); ring++) {
      trace(context, projection, { coordinates, from: ringOffsets[ring] ?? 0, to: ringOffsets[ring + 1] ?? 0 });
    }
    context.fill("evenodd");
  }
}

/** A path through the vertices `from` to `to`. */
function trace(
  context: CanvasRenderingContext2D,
  { x, y }: Projection,
  { coordinates, from, to }: { coordinates: Float64Array; from: number; to: number },
): void {
  for (let i = from; i < to; i++) {
    const [px, py] = [x(coordinates[2 * i] ?? 0), y(coordinates[2 * i + 1] ?? 0)];
    if (i === from) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
}

/** Strokes the lines that are wanted as one path. */
function stroke(
  { context, projection }: Paper,
  { coordinates, lineOffsets }: Lines,
  { colour, width, wanted = () => true }: { colour: string; width: number; wanted?: (line: number) => boolean },
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (let line = 0; line + 1 < lineOffsets.length; line++) {
    if (!wanted(line)) continue;
    trace(context, projection, { coordinates, from: lineOffsets[line] ?? 0, to: lineOffsets[line + 1] ?? 0 });
  }
  context.stroke();
}

function paintRoads(paper: Paper, roads: BaseMap["roads"]): void {
  if (!roads) return;
  const { context, zoom, theme } = paper;
  const { road, roadCasing, path } = basePalettes[theme];
  const known: readonly string[] = roadClasses;
  const classOf = (line: number) => {
    const name = roads.classes[line] ?? "";
    return known.includes(name) ? name : "branch";
  };
  const paint = (roadClass: RoadClass, colour: string, extra: readonly [number, number, number]) =>
    stroke(paper, roads.lines, {
      colour,
      width: roadWidth(roadClass, zoom, extra),
      wanted: (line) => classOf(line) === roadClass,
    });
  context.lineCap = context.lineJoin = "round";
  const slightFirst = [...roadClasses].reverse();
  const wide = slightFirst.filter(isWideRoad);
  if (zoom >= firstZooms.narrow) {
    for (const roadClass of slightFirst) if (!isWideRoad(roadClass)) paint(roadClass, path, noExtra);
  }
  if (zoom >= firstZooms.casing) for (const roadClass of wide) paint(roadClass, roadCasing, casingPixels);
  for (const roadClass of wide) paint(roadClass, road, noExtra);
}

function paintRailway(paper: Paper, lines: Lines | undefined): void {
  if (!lines) return;
  const { context, zoom, theme } = paper;
  const { railway, railwayTie } = basePalettes[theme];
  context.lineCap = "butt";
  stroke(paper, lines, { colour: railway, width: evenWidth(railwayWidth, zoom) });
  if (zoom < firstZooms.ties) return;
  const width = evenWidth(tieWidth, zoom);
  context.setLineDash(tieDashes.map((length) => length * width));
  stroke(paper, lines, { colour: railwayTie, width });
  context.setLineDash([]);
}
