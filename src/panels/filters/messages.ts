export const messages = {
  "zh-CN": {
    title: "当前筛选",
    none: "全部案件",
    clear: "清除筛选",
    remove: "去掉筛选：{filter}",
    labelled: "{label}：{names}",
    andMore: "{name} + {more}",
    hours: "时段",
    allDay: "全天",
    loading: "更新中…",
  },
  en: {
    title: "Active filters",
    none: "All cases",
    clear: "Clear filters",
    remove: "Remove filter: {filter}",
    labelled: "{label}: {names}",
    andMore: "{name} + {more}",
    hours: "Hours of the week",
    allDay: "all day",
    loading: "Updating…",
  },
};
