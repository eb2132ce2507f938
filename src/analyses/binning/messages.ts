export const messages = {
  "zh-CN": { title: "案件落到栅格", "column.weight": "案件", "column.inside": "界内" },
  en: { title: "Cases on a raster", "column.weight": "Cases", "column.inside": "Inside the study area" },
} as const;
