import type { TableName } from "../../domain/tables.ts";
import { foldValue } from "./convert.ts";
import type { Profile } from "./profiles.ts";
import type { Constant } from "./recipe.ts";

type Meanings = Readonly<Record<string, Constant>>;

const statusWords: Meanings = {
  上报: "reported",
  待受理: "pending_accept",
  受理: "pending_accept",
  预立案: "pending_accept",
  立案: "registered",
  已立案: "registered",
  派遣: "dispatched",
  已派遣: "dispatched",
  待派遣: "registered",
  处置: "handling",
  处置中: "handling",
  处理中: "handling",
  待处置: "dispatched",
  核查: "checking",
  待核查: "checking",
  核查中: "checking",
  待结案: "checking",
  结案: "closed",
  已结案: "closed",
  办结: "closed",
  已办结: "closed",
  归档: "closed",
  作废: "void",
  已作废: "void",
  不立案: "rejected",
  退回: "returned",
  回退: "returned",
  返工: "rework",
  挂账: "suspended",
  缓办: "suspended",
  open: "handling",
  new: "reported",
  assigned: "dispatched",
  inprogress: "handling",
  pending: "pending_accept",
  started: "handling",
  closed: "closed",
  resolved: "closed",
  completed: "closed",
  cancelled: "void",
  canceled: "void",
  voided: "void",
  duplicateopened: "handling",
  duplicateclosed: "closed",
  closedincompleteinformation: "closed",
};

const sourceWords: Meanings = {
  监督员上报: "patrol",
  网格员上报: "patrol",
  巡查上报: "patrol",
  巡查: "patrol",
  热线: "hotline_12345",
  "12345热线": "hotline_12345",
  "12345": "hotline_12345",
  市民热线: "hotline_12345",
  公众举报: "hotline_12345",
  居村采集: "neighborhood",
  居委上报: "neighborhood",
  微信: "wechat",
  微信上报: "wechat",
  视频: "video",
  视频上报: "video",
  视频发现: "video",
  智能发现: "video",
  物联网: "sensor",
  传感器: "sensor",
  领导交办: "leader",
  领导批示: "leader",
  部门转办: "transfer",
  媒体: "media",
  媒体曝光: "media",
  市民端: "public_app",
  市民通: "public_app",
  吹哨: "whistle",
  其他: "other",
};

const categoryWords: Meanings = {
  部件: "component",
  事件: "event",
  服务: "service",
  部件类: "component",
  事件类: "event",
};

const levelWords: Meanings = {
  市: "city",
  区: "district",
  街道: "street_town",
  街镇: "street_town",
  镇: "street_town",
  乡镇: "street_town",
  基本管理单元: "basic_unit",
  社区: "community",
  居委: "community",
  居村委: "community",
  综合网格: "comp_grid",
  责任网格: "duty_grid",
  微网格: "micro_grid",
  单元网格: "cell",
  网格: "duty_grid",
};

const satisfactionWords: Meanings = { 满意: 1, 基本满意: 0.8, 一般: 0.6, 不满意: 0 };

const stageWords: Meanings = {
  发现: "discover",
  上报: "discover",
  立案: "register",
  派遣: "dispatch",
  处置: "handle",
  反馈: "feedback",
  核查: "verify",
  结案: "close",
  评价: "evaluate",
};

const tigerClasses: Meanings = {
  S1100: "expressway",
  S1200: "primary",
  S1400: "branch",
  S1500: "lane",
  S1630: "secondary",
  S1640: "lane",
  S1710: "path",
  S1720: "path",
  S1730: "lane",
  S1740: "lane",
  S1750: "lane",
  S1780: "lane",
  S1820: "path",
  S1830: "path",
};

const words: Readonly<Partial<Record<TableName, Readonly<Record<string, Meanings>>>>> = {
  cases: { status: statusWords, source: sourceWords, category: categoryWords, satisfaction: satisfactionWords },
  case_events: { stage: stageWords },
  areas: { level: levelWords },
  cameras: {
    status: { on: "online", off: "offline", 在线: "online", 离线: "offline", 故障: "fault", 报废: "retired" },
  },
};

/** Codes that only mean something in their own system. */
const codes: Readonly<Partial<Record<Profile, Readonly<Record<string, Meanings>>>>> = {
  egova_stat: {
    status: {
      1: "pending_accept",
      3: "registered",
      4: "handling",
      5: "checking",
      6: "closed",
      7: "void",
      8: "suspended",
    },
  },
  sh_taskinfo: {
    status: { 5: "pending_accept", 9: "closed", 10: "void" },
    source: { 1: "patrol", 9: "other", 10: "hotline_12345", 36: "neighborhood", 61: "wechat", 62: "wechat" },
    category: { 0: "component", 1: "event" },
  },
  tiger: { class: tigerClasses },
};

/** What a value of a file means for a field, undefined where we do not know. */
export function meaningOf(table: TableName, field: string, value: string, profile: Profile): Constant | undefined {
  const own = codes[profile]?.[field];
  if (own && Object.hasOwn(own, value)) return own[value];
  const known = words[table]?.[field];
  const key = foldValue(value);
  return known && Object.hasOwn(known, key) ? known[key] : undefined;
}

/** Every word and code that we know for a field in a profile, as the map of a recipe. */
export function knownMeanings(table: TableName, field: string, profile: Profile): Meanings {
  return { ...words[table]?.[field], ...codes[profile]?.[field] };
}
