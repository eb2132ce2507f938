import type { Locale } from "../domain/document.ts";
import type { FaultCode, FaultData } from "../domain/fault.ts";
import { interpolate } from "./texts.ts";

/** What happened, with its names and reasons, and what can be done about it. */
export interface FaultText {
  readonly what: string;
  readonly wayOn: string;
}

type Template = readonly [what: string, wayOn: string];

const again = { zh: "请重试，或打开另一个数据集。", en: "Try again, or open another dataset." };
const rebuild = { zh: "请重新生成该数据集，或打开另一个。", en: "Build the dataset again, or open another one." };
const copyAgain = { zh: "请重新下载或复制该文件后再试。", en: "Download or copy the file again, then retry." };

const chinese: Readonly<Record<FaultCode, Template>> = {
  aborted: ["已取消。", "可以重新开始，或打开另一个数据集。"],
  network: ["读不到文件“{file}”：网络不通（{reason}）。", "请检查网络后重试。"],
  "not-found": ["找不到文件“{file}”。", "请检查数据集地址是否正确、文件是否齐全，或打开另一个数据集。"],
  http: ["服务器拒绝提供文件“{file}”（状态 {status}）。", again.zh],
  truncated: ["文件“{file}”不完整：应有 {expected} 字节，实有 {actual} 字节。", copyAgain.zh],
  checksum: ["文件“{file}”与清单中的校验值不符，内容已被改动或损坏。", copyAgain.zh],
  "not-parquet": ["文件“{file}”不是 Parquet 文件。", "请检查文件格式，或打开另一个数据集。"],
  corrupt: ["文件“{file}”已损坏，无法读取（{reason}）。", copyAgain.zh],
  "manifest-json": ["清单“{file}”不是有效的 JSON（{reason}）。", rebuild.zh],
  "manifest-version": [
    "清单“{file}”的版本为 {version}，本程序支持 {supported}。",
    "请升级本程序，或用相符的版本重新生成数据集。",
  ],
  "manifest-invalid": ["清单“{file}”有误：{reason}。", rebuild.zh],
  "local-files": ["这个链接指向本机上的文件，链接里没有数据。", "请重新选择或拖入这些文件，或打开另一个数据集。"],
  "missing-file": ["缺少文件“{file}”。", "请补齐文件后重试，或打开另一个数据集。"],
  "missing-table": ["数据集中没有“{table}”表。", rebuild.zh],
  "missing-column": ["文件“{file}”缺少“{column}”列。", "请补上这一列后重试，或打开另一个数据集。"],
  "unknown-file": ["不认识文件“{file}”。", "可以打开 manifest.json、Parquet、Arrow、GeoJSON 或 CSV 文件。"],
  "refused-file": [
    "文件“{file}”超出了可以安全读取的范围（{reason}），没有读取。",
    "当前数据不受影响。请检查文件来源；确实需要时，请拆分或重新导出后再试。",
  ],
  "nothing-usable": ["“{file}”中没有可用的行。", "请看质量报告中的原因，修正对应关系或文件后再试。"],
  "unknown-table": ["看不出文件“{file}”是哪张表。", "请用表名命名，例如 cases.parquet、areas.geojson。"],
  "file-empty": ["文件“{file}”没有内容。", "请换一个有数据的文件。"],
  geometry: ["文件“{file}”中的几何无法读取（{reason}）。", "请修正几何后重试，或打开另一个数据集。"],
  "worker-died": ["后台计算意外停止（{worker}：{reason}）。", "请重试；若仍然停止，请关闭其他标签页以腾出内存。"],
  "out-of-memory": ["内存不足。", "请关闭其他标签页后重试，或打开较小的数据集。"],
  database: ["数据库无法启动（{reason}）。", "地图与筛选仍可使用；重新加载页面可再次启动数据库。"],
  query: ["查询未能执行（{reason}）。", "请检查查询语句后重试。"],
  "query-refused": [
    "查询窗口只读数据，不执行“{word}”。",
    "请写 SELECT、FROM、WITH、DESCRIBE、SUMMARIZE 或 EXPLAIN 语句，一次一条；它不能读写文件、访问网络或改设置。",
  ],
  "query-memory": [
    "查询需要的内存超过上限，已停止；数据与结果不受影响。",
    "请减少列或行（加条件、LIMIT），或先汇总再排序。",
  ],
  "query-time": [
    "查询超过 {seconds} 秒，已停止；数据与结果不受影响。",
    "请缩小范围（例如加时间条件），或放宽时限后重试。",
  ],
  "export-rows": [
    "这张表有 {rows} 行，{format} 最多写 {most} 行。",
    "请改用 CSV 或 Parquet，或先用筛选缩小范围后再导出。",
  ],
  "export-geometry": [
    "表“{table}”没有几何，也没有经纬度两列。",
    "请改用 CSV、XLSX、Parquet 或 Arrow，或换一张有位置的表。",
  ],
  "no-webgl": ["浏览器没有提供 WebGL 2，无法绘制地图。", "请开启硬件加速或换用新版浏览器；图表与表格仍可使用。"],
  "bad-input": ["“{name}”的内容无法使用（{reason}）。", "请修正后重试。"],
};

const english: Readonly<Record<FaultCode, Template>> = {
  aborted: ["Cancelled.", "Start again, or open another dataset."],
  network: ["The file “{file}” could not be reached ({reason}).", "Check the connection, then try again."],
  "not-found": [
    "The file “{file}” does not exist.",
    "Check the address of the dataset and that it is complete, or open another one.",
  ],
  http: ["The server refused the file “{file}” (status {status}).", again.en],
  truncated: ["The file “{file}” is incomplete: {actual} of {expected} bytes.", copyAgain.en],
  checksum: ["The file “{file}” does not match its checksum in the manifest: it was changed or damaged.", copyAgain.en],
  "not-parquet": ["The file “{file}” is not a Parquet file.", "Check its format, or open another dataset."],
  corrupt: ["The file “{file}” is damaged and cannot be read ({reason}).", copyAgain.en],
  "manifest-json": ["The manifest “{file}” is not valid JSON ({reason}).", rebuild.en],
  "manifest-version": [
    "The manifest “{file}” has version {version}; this program reads {supported}.",
    "Use a newer program, or build the dataset again with a matching version.",
  ],
  "manifest-invalid": ["The manifest “{file}” is not right: {reason}.", rebuild.en],
  "local-files": [
    "This link refers to files on somebody's own computer; the link does not hold the data.",
    "Choose those files again or drop them here, or open another dataset.",
  ],
  "missing-file": ["The file “{file}” is missing.", "Add the file and try again, or open another dataset."],
  "missing-table": ["The dataset has no table “{table}”.", rebuild.en],
  "missing-column": [
    "The file “{file}” has no column “{column}”.",
    "Add the column and try again, or open another dataset.",
  ],
  "unknown-file": [
    "The file “{file}” is of no known kind.",
    "You can open manifest.json, Parquet, Arrow, GeoJSON and CSV files.",
  ],
  "refused-file": [
    "The file “{file}” is beyond what can be read safely ({reason}); it was not read.",
    "The open data is untouched. Check where the file comes from; if it is right, split it or export it again.",
  ],
  "nothing-usable": [
    "No row of “{file}” can be used.",
    "See the reasons in the quality report, correct the mapping or the file, then try again.",
  ],
  "unknown-table": [
    "It is not clear which table the file “{file}” holds.",
    "Name it after its table, such as cases.parquet or areas.geojson.",
  ],
  "file-empty": ["The file “{file}” is empty.", "Choose a file with data."],
  geometry: [
    "The shapes in “{file}” cannot be read ({reason}).",
    "Correct them and try again, or open another dataset.",
  ],
  "worker-died": [
    "A background computation stopped unexpectedly ({worker}: {reason}).",
    "Try again; if it stops again, close other tabs to free memory.",
  ],
  "out-of-memory": ["There is not enough memory.", "Close other tabs and try again, or open a smaller dataset."],
  database: [
    "The database could not start ({reason}).",
    "The map and the filters still work; reload the page to start the database again.",
  ],
  query: ["The query could not be run ({reason}).", "Check its text, then try again."],
  "query-refused": [
    "The console only reads data; it does not run “{word}”.",
    "Write one SELECT, FROM, WITH, DESCRIBE, SUMMARIZE or EXPLAIN statement. Files, the network and settings are out of reach.",
  ],
  "query-memory": [
    "The query needed more memory than it may have and was stopped; data and results are untouched.",
    "Take fewer columns or rows (a condition, LIMIT), or aggregate before sorting.",
  ],
  "query-time": [
    "The query took longer than {seconds} s and was stopped; data and results are untouched.",
    "Narrow it (a condition on time, say), or allow more time and run it again.",
  ],
  "export-rows": [
    "This table has {rows} rows; {format} takes {most} at most.",
    "Choose CSV or Parquet, or narrow the filters and export again.",
  ],
  "export-geometry": [
    "The table “{table}” has neither a geometry nor columns of longitude and latitude.",
    "Choose CSV, XLSX, Parquet or Arrow, or a table with places.",
  ],
  "no-webgl": [
    "The browser offers no WebGL 2, so the map cannot be drawn.",
    "Turn on hardware acceleration or use a newer browser; charts and tables still work.",
  ],
  "bad-input": ["“{name}” cannot be used ({reason}).", "Correct it, then try again."],
};

const templates: Readonly<Record<Locale, Readonly<Record<FaultCode, Template>>>> = {
  "zh-CN": chinese,
  en: english,
};

const unknown: Readonly<Record<Locale, string>> = { "zh-CN": "未说明", en: "not stated" };

/** A fault in plain words; a value that the thrower did not give reads "not stated". */
export function faultText({ code, values }: FaultData, locale: Locale): FaultText {
  const fill = (template: string) => interpolate(template, values, locale).replaceAll(/\{\w+\}/g, unknown[locale]);
  const [what, wayOn] = templates[locale][code];
  return { what: fill(what), wayOn: fill(wayOn) };
}
