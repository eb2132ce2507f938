import type { Question } from "./question.ts";

/** Questions about cases. */
export const caseQuestions: readonly Question[] = [
  {
    id: "overdue",
    topic: "cases",
    needs: ["cases", "areas"],
    shown: "map",
    sql: ({ as, areaId, late, lastMonth }) => `SELECT
  a.area_id,
  a.name AS ${as("名称", "area")},
  count(*) AS ${as("案件数", "cases")},
  round(100.0 * count(*) FILTER (${late}) / count(*), 1) AS ${as("超期率(%)", "overdue (%)")},
  count(*) FILTER (${late}) AS ${as("超期件数", "overdue cases")}
FROM cases c
JOIN areas a ON a.area_id = c.${areaId}
WHERE ${lastMonth}
  AND c.status <> 'void'
GROUP BY ALL
ORDER BY ${as("超期件数", "overdue cases")} DESC`,
  },
  {
    id: "months",
    topic: "cases",
    needs: ["cases"],
    shown: "chart",
    sql: ({ as, late }) => `SELECT
  date_trunc('month', c.reported_at)::DATE AS ${as("月份", "month")},
  round(100.0 * count(*) FILTER (${late}) / count(*), 1) AS ${as("超期率(%)", "overdue (%)")},
  count(*) AS ${as("案件数(件)", "cases")}
FROM cases c
WHERE c.status <> 'void'
GROUP BY 1
ORDER BY 1`,
  },
  {
    id: "slowest",
    topic: "cases",
    needs: ["cases"],
    shown: "chart",
    sql: ({ as, kind, lastYear }) => `SELECT
  ${kind},
  count(*) AS ${as("已结案件数", "closed cases")},
  round(median(date_diff('second', c.reported_at, c.closed_at)) / 3600, 1) AS ${as("中位用时(小时)", "median time to close (h)")}
FROM cases c
WHERE ${lastYear}
  AND c.closed_at IS NOT NULL
GROUP BY 1
HAVING count(*) >= 30
ORDER BY 3 DESC
LIMIT 20`,
  },
  {
    id: "oldest",
    topic: "cases",
    needs: ["cases"],
    shown: "map",
    sql: ({ as, kind, asOf }) => `SELECT
  c.case_id,
  ${kind},
  c.dept,
  c.status,
  c.reported_at,
  c.due_at,
  c.lon,
  c.lat,
  date_diff('day', c.reported_at, ${asOf}) AS ${as("未结天数", "days open")}
FROM cases c
WHERE c.closed_at IS NULL
  AND c.status <> 'void'
ORDER BY c.reported_at
LIMIT 200`,
  },
  {
    id: "hours",
    topic: "cases",
    needs: ["cases"],
    shown: "chart",
    sql: ({ as, lastYear }) => `SELECT
  hour(c.reported_at) AS ${as("时刻(时)", "hour of day")},
  count(*) FILTER (isodow(c.reported_at) >= 6) AS ${as("周末案件数", "weekend cases")},
  count(*) AS ${as("全部案件数(件)", "all cases")}
FROM cases c
WHERE ${lastYear}
GROUP BY 1
ORDER BY 1`,
  },
  {
    id: "addresses",
    topic: "cases",
    needs: ["cases"],
    shown: "map",
    sql: ({ as, kind, lastYear }) => `SELECT
  c.address AS ${as("地址", "address")},
  ${kind},
  round(avg(c.lon), 6) AS lon,
  round(avg(c.lat), 6) AS lat,
  max(c.reported_at) AS ${as("最近一次", "latest")},
  count(*) AS ${as("一年内件数", "cases in a year")}
FROM cases c
WHERE ${lastYear}
  AND c.address IS NOT NULL
GROUP BY 1, 2
HAVING count(*) >= 5
ORDER BY 6 DESC
LIMIT 100`,
  },
  {
    id: "sources",
    topic: "cases",
    needs: ["cases"],
    shown: "chart",
    sql: ({ as, late, lastYear }) => `SELECT
  c.source,
  round(avg(c.satisfaction), 2) AS ${as("平均满意度", "mean satisfaction")},
  round(100.0 * count(*) FILTER (NOT (${late})) / count(*), 1) AS ${as("按期率(%)", "on time (%)")},
  count(*) AS ${as("案件数(件)", "cases")}
FROM cases c
WHERE ${lastYear}
GROUP BY 1
ORDER BY 4 DESC`,
  },
];
