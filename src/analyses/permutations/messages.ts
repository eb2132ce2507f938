export const messages = {
  "zh-CN": {
    title: "条件置换",
    "param.statistic": "统计量",
    "param.permutations": "置换次数",
    "param.seed": "随机种子",
    "column.greater": "不小于观测值的置换数",
    "column.less": "不大于观测值的置换数",
  },
  en: {
    title: "Conditional permutation",
    "param.statistic": "Statistic",
    "param.permutations": "Permutations",
    "param.seed": "Seed",
    "column.greater": "Permutations at or above the observed value",
    "column.less": "Permutations at or below the observed value",
  },
} as const;
