export const messages = {
  "zh-CN": {
    title: "街道密度",
    tab: "沿街",
    legend: "沿街案件密度",
    legendUnit: "件/km 街道",
    question: "哪几段街道的案件最密？",
    "param.sigmaMetres": "带宽（沿街道的标准差）",
    "param.spacingMetres": "分段长度",
    "column.perKm": "每公里街道案件",
  },
  en: {
    title: "Street density",
    tab: "Streets",
    legend: "Cases along streets",
    legendUnit: "cases per km of street",
    question: "Along which stretches of street are cases densest?",
    "param.sigmaMetres": "Bandwidth (standard deviation along the street)",
    "param.spacingMetres": "Length of a piece",
    "column.perKm": "Cases per km of street",
  },
} as const;
