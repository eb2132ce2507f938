import type { AreaTable } from "../../../../src/domain/area-table.ts";
import { filterFields } from "../../../../src/domain/case-chunk.ts";
import { areaIdField } from "../../../../src/domain/case-tables.ts";
import { Fault, type FaultCode } from "../../../../src/domain/fault.ts";
import type { Box, LocalText, Manifest } from "../../../../src/domain/manifest.ts";
import type { AreaLevel } from "../../../../src/domain/vocabulary.ts";
import { collectCases } from "../../../../src/engine/linked/case-table.ts";
import { createLinked } from "../../../../src/engine/linked/linked.ts";
import { squareFrame } from "../../../../src/lib/frame.ts";
import { questionOf } from "../../../../src/state/question.ts";
import { sceneOf } from "../../../../src/state/scene.ts";
import { noSession, store } from "../../../../src/state/store.ts";
import { previousWindow, timeBins } from "../../../../src/state/time-bins.ts";
import { place, polygonsOf } from "../map/town.ts";
import { areaId, firstMoment, makeCases, rows } from "./cases.ts";

const names: Readonly<Partial<Record<AreaLevel, readonly string[]>>> = {
  community: ["共康", "临汾", "彭浦", "三泉", "场中", "平顺", "岭南", "阳曲", "万荣", "灵石", "永和", "彭越"],
  duty_grid: Array.from({ length: 14 }, (_, i) => `${i + 1} 号责任网格`),
  cell: Array.from({ length: 400 }, (_, i) => `单元 ${i + 1}`),
};
const fields = [...filterFields, ...Object.keys(names).map((level) => `${level}_id`)];
const [west, south] = place([-1900, -1400]);
const [east, north] = place([1900, 1400]);
const box: Box = [west, south, east, north];

function areaTable(level: AreaLevel): AreaTable {
  const own = names[level] ?? [];
  const columns = Math.ceil(Math.sqrt(own.length * 1.4));
  const corner = (i: number): [number, number] => [
    -1600 + (3200 / columns) * (i % columns),
    -1200 + (2400 / Math.ceil(own.length / columns)) * Math.floor(i / columns),
  ];
  const rings = own.map((_, i) => {
    const [x, y] = corner(i);
    const [w, h] = [3200 / columns - 8, 2400 / Math.ceil(own.length / columns) - 8];
    return [
      [x, y],
      [x + w, y],
      [x + w, y + h],
      [x, y + h],
    ] as const;
  });
  return {
    level,
    rows: own.length,
    ids: own.map((_, i) => areaId(level, i)),
    names: own,
    areaKm2: Float64Array.from(own, (_, i) => 0.4 + (i % 5) * 0.11),
    residents: Float64Array.from(own, (_, i) => (i === 3 ? Number.NaN : 6000 + 900 * (i % 7))),
    polygons: polygonsOf(rings),
    labelPoints: Float64Array.from(rings.flatMap(([[x, y]]) => [...place([x + 200, y + 200])])),
  };
}

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const mainNames = [
  "市容环境",
  "街面秩序",
  "宣传广告",
  "施工管理",
  "突发事件",
  "公用设施",
  "交通设施",
  "园林绿化",
  "其他",
];
const mainEnglish = [
  "City appearance",
  "Street order",
  "Advertising",
  "Building sites",
  "Emergencies",
  "Utilities",
  "Traffic",
  "Greenery",
  "Other",
];

const manifest: Manifest = {
  version: "1.0",
  id: "ui-page",
  title: both("平彭镇", "Pingpeng Town"),
  description: both("用于检查界面的小镇。", "A town for looking at the user interface."),
  simulated: true,
  licence: "CC0-1.0",
  attribution: "Wangge",
  timeZone: "Asia/Shanghai",
  coordinateSystem: "WGS-84",
  box,
  timeRange: ["2024-01-01T00:00:00", "2025-12-31T23:59:59"],
  asOf: "2026-01-01T00:00:00",
  levels: [
    { level: "community", name: both("社区", "Community"), count: 12 },
    { level: "duty_grid", name: both("责任网格", "Duty grid"), count: 14 },
    { level: "cell", name: both("单元网格", "Unit cell"), count: 400 },
  ],
  labels: {
    main_code: Object.fromEntries(mainNames.map((zh, i) => [`0${i + 1}`, both(zh, mainEnglish[i] ?? "")])),
    dept: {
      water: both("供水公司", "Water company"),
      power: both("供电公司", "Power company"),
      gas: both("燃气公司", "Gas company"),
    },
  },
  files: [{ path: "cases.parquet", table: "cases", rows, bytes: 2_345_678, sha256: "0".repeat(64) }],
  dataVersion: "0123456789abcdef0123456789abcdef",
  generator: "test page",
};

/** Fills the state as an open dataset does, and answers every question in the page itself. */
export function fillState(): void {
  const levels: AreaLevel[] = ["community", "duty_grid", "cell"];
  const areas = new Map(levels.map((level) => [level, areaTable(level)]));
  const presets = Object.fromEntries([...areas].map(([level, table]) => [areaIdField(level), table.ids]));
  const cases = collectCases({ rows, fields, presets });
  cases.append(makeCases({ community_id: 12, duty_grid_id: 14, cell_id: 400 }));
  const linked = createLinked(cases.finish(), filterFields);
  const facts = { ...linked.facts, timeRange: [firstMoment, firstMoment + 731 * 86_400 - 1] as const };

  function answer(): void {
    const { document, viewport } = store.getState();
    const level = document.style.level ?? "duty_grid";
    const question = questionOf(document, { facts, frame: squareFrame(box), viewport, level });
    const window = document.filters.time ?? facts.timeRange;
    store.setState({
      linked: {
        answer: linked.ask(question),
        bins: timeBins(facts.timeRange),
        areaLevel: level,
        raster: question.raster,
        window,
        previousWindow: previousWindow(window, facts.timeRange),
      },
    });
    store.setState({ legends: sceneOf(store.getState()).flatMap((layer) => layer.legend() ?? []) });
  }
  const viewport = { box, widthPx: 828, heightPx: 656 };
  store.setState({ session: { ...noSession, phase: "ready", manifest, facts, areas }, viewport });
  answer();
  store.subscribe(({ document }) => [document.filters, document.style, document.theme], answer, {
    equalityFn: (a, b) => a.every((item, i) => item === b[i]),
  });
}

/** States that last only a moment or come seldom. */
export function showPhase(phase: string, code: FaultCode): void {
  if (phase === "loading") {
    const progress = { stage: "cases", done: 43_210, total: 100_000, unit: "rows" } as const;
    store.setState({ session: { ...noSession, phase, progress }, linked: null, legends: [], viewport: null });
  }
  if (phase === "failed") {
    const fault = new Fault(code, {
      file: "cases/2024-03.parquet",
      reason: "unexpected end of data",
      expected: 2000,
      actual: 1200,
    });
    store.setState({ session: { ...noSession, phase, fault }, linked: null, legends: [], viewport: null });
  }
}
