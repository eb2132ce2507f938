import type { AreaTable } from "../../domain/area-table.ts";
import type { Camera } from "../../domain/document.ts";
import { type CaseFigures, caseFigures, overdueShare, smallDenominator } from "../../domain/indicators.ts";
import type { Box } from "../../domain/manifest.ts";
import { cameraOf, type MapSize } from "../../lib/camera.ts";
import { wilsonInterval } from "../../lib/wilson.ts";
import type { Linked } from "../../state/store.ts";

/** The figures of one area under all filters but the areas. `null` is "no data". */
export interface AreaFigures extends CaseFigures {
  readonly share: number | null;
  readonly perKm2: number | null;
  readonly per1000: number | null;
  readonly residents: number | null;
  readonly overdueShare: number | null;
  readonly overdueInterval: readonly [number, number] | null;
  readonly small: boolean;
  /** `undefined` where it was not asked for. */
  readonly medianHours: number | null | undefined;
}

/** Reads the figures of a row of the answer's areas; `null` where the answer does not count areas. */
export function areaFigures(answer: Linked["answer"], areas: AreaTable, row: number): AreaFigures | null {
  const { areaOutcomes, areaMedianHours } = answer;
  if (!areaOutcomes) return null;
  const figures = caseFigures(areaOutcomes, row + 1);
  let all = 0;
  for (let code = 0; code <= areas.rows; code++) all += caseFigures(areaOutcomes, code).cases;
  const residents = areas.residents[row] ?? Number.NaN;
  const km2 = areas.areaKm2[row] ?? 0;
  const hours = areaMedianHours?.[row + 1];
  return {
    ...figures,
    share: all > 0 ? figures.cases / all : null,
    perKm2: km2 > 0 ? figures.cases / km2 : null,
    per1000: residents > 0 ? (figures.cases * 1000) / residents : null,
    residents: residents >= 0 ? residents : null,
    overdueShare: overdueShare(figures),
    overdueInterval: wilsonInterval(figures.overdue, figures.limited),
    small: figures.limited > 0 && figures.limited < smallDenominator,
    medianHours: hours === undefined ? undefined : Number.isNaN(hours) ? null : hours,
  };
}

/** The box around an area's polygons. */
export function areaBox({ polygons }: AreaTable, row: number): Box {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const firstRing = polygonOffsets[featureOffsets[row] ?? 0] ?? 0;
  const lastRing = polygonOffsets[featureOffsets[row + 1] ?? 0] ?? 0;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let i = ringOffsets[firstRing] ?? 0; i < (ringOffsets[lastRing] ?? 0); i++) {
    const [lon = 0, lat = 0] = [coordinates[2 * i], coordinates[2 * i + 1]];
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

/** The camera that shows a box in the middle of a map of this size, with room around it. */
export function areaCamera(box: Box, { widthPx, heightPx }: MapSize): Camera {
  const room = 0.6;
  const camera = cameraOf(box, { widthPx: widthPx * room, heightPx: heightPx * room });
  return { ...camera, zoom: Math.min(17, camera.zoom) };
}
