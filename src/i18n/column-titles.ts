import type { Locale } from "../domain/document.ts";
import { tableNames, tableSpec } from "../domain/tables.ts";

/** Headers of columns that results have and tables have not. */
const ofResults: Readonly<Record<string, string>> = {
  cases: "案件数",
  open: "未结案件",
  overdue: "超期案件",
  overdue_share: "超期率",
  median_hours: "结案时长中位数（小时）",
  cases_per_km2: "案件密度（件/km²）",
  cases_per_1000: "每千人案件数",
  residents: "居民数",
  value: "数值",
  z: "z 值",
  p: "p 值",
  q: "q 值",
  class: "类别",
  rank: "排名",
  area_name: "区域名称",
  group: "组别",
  stage: "环节",
  lon: "经度",
  lat: "纬度",
  name: "名称",
  level: "层级",
  unit: "单元号",
  unit_name: "单元",
  households: "户数",
  area_km2: "面积（km²）",
  median_s: "中位数（秒）",
  median_low_s: "中位数下限（秒）",
  median_high_s: "中位数上限（秒）",
  p90_s: "九成分位数（秒）",
  street: "街道",
  metres: "长度（米）",
  reason: "原因",
  count: "数量",
};

/** Headers for people by column, from the model and for common columns of results; in English the names say it. */
export function columnTitles(locale: Locale): Readonly<Record<string, string>> {
  if (locale === "en") return {};
  const ofTables = tableNames.flatMap((table) =>
    Object.entries(tableSpec(table).fields).map(([name, { zh }]): [string, string] => [name, zh]),
  );
  return { ...Object.fromEntries(ofTables.toReversed()), ...ofResults };
}
