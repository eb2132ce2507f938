import type { Question } from "./question.ts";

/** Questions about areas, what is in them, the process, and results. */
export const cityQuestions: readonly Question[] = [
  {
    id: "density",
    topic: "areas",
    needs: ["cases", "areas"],
    shown: "map",
    sql: ({ as, areaId, level, lastYear }) => `SELECT
  a.area_id,
  a.name AS ${as("名称", "area")},
  round(a.area_m2 / 1e6, 3) AS ${as("面积(平方公里)", "area (km²)")},
  count(c.case_id) AS ${as("案件数", "cases")},
  round(count(c.case_id) / (a.area_m2 / 1e6), 1) AS ${as("每平方公里案件数", "cases per km²")}
FROM areas a
LEFT JOIN cases c ON c.${areaId} = a.area_id AND ${lastYear}
WHERE a.level = '${level}'
GROUP BY a.area_id, a.name, a.area_m2
ORDER BY 5 DESC`,
  },
  {
    id: "per1000",
    topic: "areas",
    needs: ["cases", "areas", "population"],
    shown: "map",
    sql: ({ as, areaId, level, lastYear }) => `WITH people AS (
  SELECT area_id, arg_max(coalesce(pop_actual, pop_resident), as_of) AS n
  FROM population
  GROUP BY 1
)
SELECT
  a.area_id,
  a.name AS ${as("名称", "area")},
  p.n AS ${as("人口", "residents")},
  count(c.case_id) AS ${as("案件数", "cases")},
  CASE WHEN p.n >= 100 THEN round(1000.0 * count(c.case_id) / p.n, 1) END AS ${as("每千人案件数", "cases per 1,000")}
FROM areas a
LEFT JOIN people p ON p.area_id = a.area_id
LEFT JOIN cases c ON c.${areaId} = a.area_id AND ${lastYear}
WHERE a.level = '${level}'
GROUP BY a.area_id, a.name, p.n
ORDER BY 5 DESC NULLS LAST`,
  },
  {
    id: "elderly",
    topic: "areas",
    needs: ["areas", "population"],
    shown: "map",
    sql: ({ as, level }) => `SELECT
  a.area_id,
  a.name AS ${as("名称", "area")},
  p.pop_60p AS ${as("60岁及以上(人)", "aged 60 and over")},
  p.living_alone AS ${as("独居(人)", "living alone")},
  round(100.0 * p.pop_60p / nullif(coalesce(p.pop_actual, p.pop_resident), 0), 1) AS ${as("老年人占比(%)", "aged 60 and over (%)")}
FROM population p
JOIN areas a ON a.area_id = p.area_id
WHERE a.level = '${level}'
  AND p.as_of = (SELECT max(as_of) FROM population)
ORDER BY 5 DESC NULLS LAST`,
  },
  {
    id: "cameraStatus",
    topic: "cameras",
    needs: ["cameras"],
    shown: "chart",
    sql: ({ as }) => `SELECT
  coalesce(status, '?') AS ${as("状态", "state")},
  count(*) FILTER (night_ok) AS ${as("可夜视(台)", "with night vision")},
  count(*) FILTER (azimuth_deg IS NOT NULL) AS ${as("有方位角(台)", "with a known direction")},
  count(*) AS ${as("摄像机(台)", "cameras")}
FROM cameras
GROUP BY 1
ORDER BY 4 DESC`,
  },
  {
    id: "camerasDown",
    topic: "cameras",
    needs: ["cameras"],
    shown: "map",
    sql: ({ as }) => `SELECT
  camera_id,
  name AS ${as("名称", "name")},
  status,
  owner_dept,
  installed_on,
  lon,
  lat
FROM cameras
WHERE status <> 'online'
ORDER BY status, camera_id`,
  },
  {
    id: "nightCells",
    topic: "cameras",
    needs: ["cases", "cameras", "areas"],
    level: "cell",
    shown: "map",
    sql: ({ as, lastYear }) => `WITH eyes AS (
  SELECT area_id, count(*) FILTER (night_ok AND status = 'online') AS n
  FROM cameras
  GROUP BY 1
)
SELECT
  a.area_id,
  coalesce(e.n, 0) AS ${as("可夜视在线摄像机(台)", "night cameras online")},
  count(*) AS ${as("夜间案件数(件)", "cases at night")}
FROM cases c
JOIN areas a ON a.area_id = c.cell_id
LEFT JOIN eyes e ON e.area_id = a.area_id
WHERE ${lastYear}
  AND (hour(c.reported_at) >= 20 OR hour(c.reported_at) < 6)
  AND coalesce(e.n, 0) = 0
GROUP BY ALL
ORDER BY 3 DESC
LIMIT 100`,
  },
  {
    id: "facilityTypes",
    topic: "facilities",
    needs: ["facilities"],
    shown: "chart",
    sql: ({ as }) => `SELECT
  type,
  sum(capacity) AS ${as("总容量", "total capacity")},
  round(sum(floor_area_m2)) AS ${as("总建筑面积(平方米)", "floor area (m²)")},
  count(*) AS ${as("设施(处)", "facilities")}
FROM facilities
GROUP BY 1
ORDER BY 4 DESC`,
  },
  {
    id: "schools",
    topic: "facilities",
    needs: ["cases", "facilities"],
    shown: "map",
    sql: ({ as, lastYear }) => `SELECT
  f.facility_id,
  f.name AS ${as("学校", "school")},
  f.lon,
  f.lat,
  count(c.case_id) AS ${as("200米内一年案件数", "cases within 200 m in a year")}
FROM facilities f
LEFT JOIN cases c
  ON abs(c.lat - f.lat) < 0.002
  AND sqrt(((c.lon - f.lon) * 111320 * cos(radians(f.lat))) ** 2 + ((c.lat - f.lat) * 110950) ** 2) <= 200
  AND ${lastYear}
WHERE f.type IN ('kindergarten', 'primary', 'middle')
GROUP BY ALL
ORDER BY 5 DESC`,
  },
  {
    id: "rework",
    topic: "events",
    needs: ["case_events"],
    shown: "chart",
    sql: ({ as }) => `SELECT
  dept_id AS dept,
  count(DISTINCT case_id) AS ${as("经手案件数", "cases handled")},
  round(100.0 * count(DISTINCT case_id) FILTER (action = 'rework') / count(DISTINCT case_id), 1) AS ${as("返工率(%)", "reworked (%)")}
FROM case_events
WHERE stage = 'handle'
GROUP BY 1
ORDER BY 3 DESC`,
  },
  {
    id: "stages",
    topic: "events",
    needs: ["case_events"],
    shown: "chart",
    sql: ({ as }) => `WITH steps AS (
  SELECT
    stage,
    date_diff('second', lag("at") OVER (PARTITION BY case_id ORDER BY seq), "at") / 3600 AS hours
  FROM case_events
)
SELECT
  stage AS ${as("到达环节", "step reached")},
  count(hours) AS ${as("次数", "times")},
  round(quantile_cont(hours, 0.9), 1) AS ${as("九成不超过(小时)", "9 in 10 within (h)")},
  round(median(hours), 2) AS ${as("中位等待(小时)", "median wait (h)")}
FROM steps
WHERE hours IS NOT NULL
GROUP BY 1
ORDER BY 4 DESC`,
  },
  {
    id: "hotResidents",
    topic: "results",
    needs: ["population"],
    result: "hotspots_areas",
    shown: "map",
    sql: ({ as }) => `SELECT
  h.*,
  coalesce(p.pop_actual, p.pop_resident) AS ${as("人口", "residents")}
FROM hotspots_areas h
LEFT JOIN population p
  ON p.area_id = h.area_id
  AND p.as_of = (SELECT max(as_of) FROM population)
ORDER BY h.value DESC`,
  },
];
