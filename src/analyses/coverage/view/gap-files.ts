import type { Solved } from "./live.ts";
import { spotsOf } from "./picture.ts";
import { spotOfAreas } from "./spots.ts";

/** One gap as a row of the table and the properties of its outline. */
interface GapRow {
  readonly rank: number;
  readonly area_id: string;
  readonly area_name: string;
  /** Rank of the blind spot it lies in, 0 for none. */
  readonly blind_spot: number;
  readonly unseen_m2: number;
  readonly reachable_m2: number;
  readonly cases: number;
  readonly lon: number;
  readonly lat: number;
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** The gaps of a result, weightiest first, as the files and the table have them. */
export function gapRows(result: Solved): GapRow[] {
  const { input, output } = result;
  const { areas } = input;
  const spotOf = spotOfAreas(spotsOf(result), areas?.rows ?? 0);
  const at = (values: ArrayLike<number>, gap: number) => values[gap] ?? 0;
  return Array.from(output.gapM2, (m2, gap) => {
    const area = at(output.gapArea, gap);
    return {
      rank: gap + 1,
      area_id: areas?.ids[area] ?? "",
      area_name: areas?.names[area] ?? "",
      blind_spot: areas ? (spotOf[area] ?? -1) + 1 : 0,
      unseen_m2: round(m2, 1),
      reachable_m2: round(at(output.gapReachableM2, gap), 1),
      cases: at(output.gapDemand, gap),
      lon: round(at(output.gapLon, gap), 7),
      lat: round(at(output.gapLat, gap), 7),
    };
  });
}

/** All gaps as a table of text: UTF-8 with a mark, so that spreadsheets read Chinese names. */
export function gapsCsv(result: Solved): string {
  const rows = gapRows(result);
  const names = Object.keys(rows[0] ?? emptyRow);
  const cell = (value: string | number) => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [names.join(","), ...rows.map((row) => Object.values(row).map(cell).join(","))];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

const emptyRow: GapRow = {
  rank: 0,
  area_id: "",
  area_name: "",
  blind_spot: 0,
  unseen_m2: 0,
  reachable_m2: 0,
  cases: 0,
  lon: 0,
  lat: 0,
};

/** The outlines of the weightiest gaps (RFC 7946), with what they were made from. */
export function gapsGeoJson(result: Solved): string {
  const { output, input } = result;
  const { gapFeatureStart, gapRingStart, gapCoordinates } = output;
  const rows = gapRows(result);
  const ring = (r: number) => {
    const points: number[][] = [];
    for (let p = gapRingStart[r] ?? 0; p < (gapRingStart[r + 1] ?? 0); p++) {
      points.push([round(gapCoordinates[2 * p] ?? 0, 7), round(gapCoordinates[2 * p + 1] ?? 0, 7)]);
    }
    return points;
  };
  const features = Array.from({ length: gapFeatureStart.length - 1 }, (_, gap) => {
    const first = gapFeatureStart[gap] ?? 0;
    const rings = Array.from({ length: (gapFeatureStart[gap + 1] ?? 0) - first }, (_, r) => ring(first + r));
    return { type: "Feature", geometry: { type: "Polygon", coordinates: rings }, properties: rows[gap] };
  }).filter(({ geometry }) => geometry.coordinates.length > 0);
  const { form, off } = input.settings;
  const made = { analysis: "coverage", params: { ...form, switchedOff: off }, dataVersion: input.dataVersion };
  return JSON.stringify({ type: "FeatureCollection", made, outlined: features.length, gaps: rows.length, features });
}
