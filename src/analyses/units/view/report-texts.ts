/** The words of the report. */
export const reportTexts = {
  "zh-CN": {
    report: "报告",
    "report.kind": "管理单元方案评估报告",
    "report.title": "{dataset}管理单元划分方案",
    "report.simulated": "模拟数据：由程序生成，不对应真实地点",
    "report.map": "方案地图",
    "report.compared": "与现状并列",
    "report.condition": "条件",
    "report.state": "结论",
    "report.figure": "数值",
    "report.threshold": "门槛",
    "report.source": "来源与可信度",
    "report.method": "方法",
    "report.methodText":
      "每个原子（单元网格、责任网格或社区）归入一个单元；数值由原子相加。边界长度按原子共有的边计，距街道、河流、铁路 14 米以内算作沿线。依次按析出街道、基本管理单元、镇管社区判断，取第一个没有必要条件被否决的一级。",
    "report.data": "数据",
    "report.dataset": "数据集",
    "report.attribution": "来源与许可",
    "report.caveats": "须注意",
    "caveat.sources":
      "上海没有公开的数值门槛；各地标准由省定，所用门槛的来源与可信度逐条注明，“未核实”的请先核对原文。",
    "caveat.missing": "“未评估”表示没有数据，不等于达到。",
    "caveat.work": "工作量由案件、巡查和设备按可改的权重折算，不是考勤记录。",
    "caveat.sites": "建议位置是居民的加权中心，没有考虑用地；请用“选址”细化。",
    "caveat.walk": "步行距离沿路网计算，速度 4.5 km/h；没有路网时用直线。",
  },
  en: {
    report: "Report",
    "report.kind": "Assessment of a plan of management units",
    "report.title": "Plan of management units, {dataset}",
    "report.simulated": "Simulated data: made by a program, no real place",
    "report.map": "Map of the plan",
    "report.compared": "Beside today",
    "report.condition": "Condition",
    "report.state": "Result",
    "report.figure": "Figure",
    "report.threshold": "Threshold",
    "report.source": "Source and confidence",
    "report.method": "Method",
    "report.methodText":
      "Every atom (unit cell, duty grid or community) belongs to one unit; figures are sums over atoms. Border lengths are those of edges that atoms share; within 14 m of a street, river or railway a border counts as following it. Split-off subdistrict, basic management unit and town-managed community are tried in this order; the first that no required condition rules out is taken.",
    "report.data": "Data",
    "report.dataset": "Dataset",
    "report.attribution": "Source and licence",
    "report.caveats": "Caveats",
    "caveat.sources":
      "Shanghai has published no numbers, and provinces set their own; the source and confidence of each threshold is given. Check “unverified” ones against the original first.",
    "caveat.missing": "“Not assessed” means there is no data; it does not mean met.",
    "caveat.work":
      "Workload is reckoned from cases, patrols and devices by weights that can be changed; it is no record of hours worked.",
    "caveat.sites":
      "Places proposed are the weighted middle of residents and do not know land use; refine them under Siting.",
    "caveat.walk": "Walking distances follow the road network at 4.5 km/h; without a network they are straight.",
  },
};
