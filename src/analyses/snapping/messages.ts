export const messages = {
  "zh-CN": {
    title: "案件落到街道",
    "param.reachMetres": "离街道最远",
    "column.from": "起点",
    "column.to": "终点",
    "column.lengthMetres": "长度",
    "column.edge": "街道",
    "column.fraction": "沿街位置（0 到 1）",
    "column.weight": "案件",
    "column.lost": "附近没有街道的案件",
  },
  en: {
    title: "Cases on streets",
    "param.reachMetres": "At most so far from a street",
    "column.from": "From node",
    "column.to": "To node",
    "column.lengthMetres": "Length",
    "column.edge": "Street",
    "column.fraction": "Place along it (0 to 1)",
    "column.weight": "Cases",
    "column.lost": "Cases with no street near",
  },
} as const;
