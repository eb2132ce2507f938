export const messages = {
  "zh-CN": {
    title: "邻居",
    "param.kind": "邻接方式",
    "param.radiusMetres": "距离",
    "param.count": "邻居个数",
    "param.mutual": "互为邻居",
    "kind.queen": "共边或共点（queen）",
    "kind.rook": "共边（rook）",
    "kind.band": "距离以内",
    "kind.nearest": "最近的几个",
  },
  en: {
    title: "Neighbours",
    "param.kind": "Neighbours by",
    "param.radiusMetres": "Distance",
    "param.count": "Number of neighbours",
    "param.mutual": "In both directions",
    "kind.queen": "Shared border or corner (queen)",
    "kind.rook": "Shared border (rook)",
    "kind.band": "Distance",
    "kind.nearest": "The nearest few",
  },
} as const;
