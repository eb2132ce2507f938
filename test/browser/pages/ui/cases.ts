import { type CaseChunk, outcomes } from "../../../../src/domain/case-chunk.ts";
import { durationBin } from "../../../../src/domain/duration.ts";
import { randomNumbers } from "../map/town.ts";

export const rows = 24_000;
export const firstMoment = Date.UTC(2024, 0, 1) / 1000;
const days = 731;

/** Values of the filterable fields with how often each occurs. */
const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  category: { event: 62, component: 29, service: 9 },
  main_code: { "01": 30, "04": 24, "02": 12, "03": 11, "05": 9, "06": 6, "07": 4, "08": 2, "09": 1 },
  dept: {
    chengguan: 34,
    sanitation: 22,
    housing: 11,
    greening: 9,
    market_reg: 7,
    police: 5,
    traffic_police: 4,
    work_safety: 3,
    water: 2,
    power: 1,
    gas: 1,
    telecom: 1,
    justice: 1,
    archive: 1,
  },
  source: { patrol: 55, hotline_12345: 20, neighborhood: 8, wechat: 6, video: 5, sensor: 3, whistle: 2, other: 1 },
  status: { closed: 82, handling: 9, checking: 3, dispatched: 3, void: 2, rework: 1 },
  handling_type: { A: 60, B: 25, C: 10, D: 3 },
};

/** A seeded year and more of cases with a weekly rhythm, in `areas` areas of which some have far more than others. */
export function makeCases(areas: Readonly<Record<string, number>>): CaseChunk {
  const random = randomNumbers(20240101);
  const chunk = {
    rows,
    reported: new Uint32Array(rows),
    x: new Uint16Array(rows),
    y: new Uint16Array(rows),
    outcome: new Uint8Array(rows),
    duration: new Uint8Array(rows),
  };
  for (let i = 0; i < rows; i++) {
    const part = i / rows;
    const day = Math.floor(
      days * Math.max(0, part - 0.035 * Math.sin(part * 12.6 + 0.6) + 0.006 * Math.sin(part * 150)),
    );
    const weekend = (day + 1) % 7 > 5;
    const hour = Math.min(
      23,
      Math.max(0, Math.round(weekend ? 14 + (random() - 0.5) * 16 : 7 + random() * 5 + random() * 6)),
    );
    chunk.reported[i] = firstMoment + day * 86_400 + hour * 3600 + Math.floor(random() * 3600);
    chunk.x[i] = 8000 + random() * 50_000;
    chunk.y[i] = 14_000 + random() * 38_000;
    const hours = 2 + 90 * random() ** 3;
    const open = i > rows * 0.8 && random() < 0.4;
    chunk.outcome[i] = open
      ? random() < 0.7
        ? 3
        : 4
      : random() < 0.87
        ? 0
        : random() < 0.85
          ? 1
          : outcomes.length - 1;
    chunk.duration[i] = durationBin(hours);
  }
  const coded = (dictionary: readonly string[], pick: () => number) => ({
    dictionary,
    values: Uint16Array.from({ length: rows }, pick),
  });
  const codes = Object.fromEntries(
    Object.entries(shares).map(([field, values]) => {
      const codes = Object.entries(values).flatMap(([, share], i) => new Array<number>(share).fill(i + 1));
      return [field, coded(Object.keys(values), () => codes[Math.floor(random() * codes.length)] ?? 0)];
    }),
  );
  const areaCodes = Object.fromEntries(
    Object.entries(areas).map(([field, count]) => [
      field,
      coded(
        Array.from({ length: count }, (_, i) => areaId(field, i)),
        () => 1 + Math.floor(count * random() ** 1.6),
      ),
    ]),
  );
  return { ...chunk, codes: { ...codes, ...areaCodes } };
}

export const areaId = (field: string, row: number) =>
  `${field.startsWith("duty") ? "G" : "C"}${String(row + 1).padStart(2, "0")}`;
