import { appendFileSync, mkdtempSync, openAsBlob, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { runImport } from "./run.ts";
import { sniff } from "./sniff.ts";

const rows = 1_000_000;
const context = { rowGroups: () => Promise.reject(new Error("no Parquet here")) };

const two = (value: number): string => String(value).padStart(2, "0");

/** Cases as a city's export has them: Chinese headers and values, slashes in dates, about 150 bytes a row. */
function line(i: number): string {
  const [day, hour, minute] = [1 + (i % 28), i % 24, i % 60];
  const month = 1 + (Math.floor(i / 28) % 12);
  const at = `2024/${month}/${day} ${hour}:${two(minute)}`;
  const closed = i % 7 === 0 ? "" : `2025/${month}/${day} ${hour}:${two(minute)}`;
  const place = `${(121.4 + ((i * 7919) % 100_003) / 1e6).toFixed(6)},${(31.2 + ((i * 104_729) % 100_019) / 1e6).toFixed(6)}`;
  return `SH2024${String(i).padStart(8, "0")},事件,市容环境,暴露垃圾,${closed ? "已结案" : "处置中"},监督员上报,${place},"和平路${i % 977}弄${i % 61}号, 门前",${at},${closed},第${i % 14}责任网格`;
}

const header = "案件编号,问题类型,大类名称,小类名称,案件状态,问题来源,经度,纬度,地址,上报时间,结案时间,所属责任网格";
const portion = 50_000;

/** A CSV file of a million cases on the disk, read from there as a browser reads a file that the user chose. */
async function csv(): Promise<Blob> {
  const path = join(mkdtempSync(join(tmpdir(), "wangge-import-")), "cases.csv");
  writeFileSync(path, `\ufeff${header}\r\n`);
  for (let from = 0; from < rows; from += portion) {
    appendFileSync(path, `${Array.from({ length: portion }, (_, i) => line(from + i)).join("\r\n")}\r\n`);
  }
  return openAsBlob(path);
}

/** Reading, converting and checking a million rows as the wizard does, and how soon it can be stopped. */
export async function benches() {
  const file = { name: "cases.csv", blob: await csv() };
  let most = process.memoryUsage.rss();
  let told = 0;
  const start = performance.now();
  const { match } = await sniff(file, {}, context);
  const recipe = {
    format: "wangge-recipe/1" as const,
    dataset: {
      id: "bench",
      title: { "zh-CN": "x", en: "x" },
      simulated: true,
      licence: "-",
      attribution: "-",
      timeZone: "Asia/Shanghai",
      coordinateSystem: "WGS-84" as const,
    },
    tables: [{ table: match.table, file: file.name, fields: match.fields }],
  };
  const onProgress = () => {
    told += 1;
    most = Math.max(most, process.memoryUsage.rss());
  };
  const outcome = await runImport({ recipe, files: [file] }, { ...context, onProgress });
  const seconds = (performance.now() - start) / 1000;
  const kept = outcome.counts.reduce((sum, count) => sum + count.kept, 0);
  const stop = new AbortController();
  const stopped = runImport({ recipe, files: [file] }, { ...context, signal: stop.signal }).catch(() =>
    performance.now(),
  );
  await after(1000);
  const asked = performance.now();
  stop.abort();
  const ended = await stopped;
  return [
    { name: "import of a CSV, size", value: file.blob.size / 1e6, unit: "MB" },
    { name: "import of a CSV, rows kept", value: kept, unit: "rows" },
    { name: "import of a CSV of 1,000,000 rows", value: seconds, unit: "s", promise: "≤ 20" },
    {
      name: "import of a CSV of 1,000,000 rows, memory of the whole process",
      value: most / 1e6,
      unit: "MB",
      promise: "≤ 1200",
    },
    { name: "import of a CSV, progress told", value: told, unit: "times" },
    { name: "import stops after", value: typeof ended === "number" ? ended - asked : Number.NaN, unit: "ms" },
  ];
}
