import type { Locale } from "../domain/document.ts";
import type { LocalText, Manifest } from "../domain/manifest.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";

type Names = Readonly<Record<string, LocalText>>;

const name = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

const levels = {
  city: name("全市", "City"),
  district: name("区", "District"),
  street_town: name("街镇", "Subdistrict or town"),
  basic_unit: name("基本管理单元", "Basic management unit"),
  community: name("社区", "Community"),
  comp_grid: name("综合网格", "Comprehensive grid"),
  duty_grid: name("责任网格", "Duty grid"),
  micro_grid: name("微网格", "Micro-grid"),
  cell: name("单元网格", "Unit cell"),
} satisfies Readonly<Record<AreaLevel, LocalText>>;

const categories: Names = {
  component: name("部件", "Component"),
  event: name("事件", "Event"),
  service: name("服务", "Service"),
};

const sources: Names = {
  patrol: name("巡查上报", "Patrol"),
  hotline_12345: name("12345 热线", "12345 hotline"),
  neighborhood: name("居村采集", "Neighbourhood"),
  wechat: name("微信", "WeChat"),
  video: name("视频发现", "Video"),
  sensor: name("物联感知", "Sensor"),
  leader: name("领导交办", "Assigned by leaders"),
  transfer: name("部门转办", "Transferred"),
  media: name("媒体曝光", "Media"),
  public_app: name("市民端", "Citizen app"),
  whistle: name("吹哨", "Whistle"),
  other: name("其他", "Other"),
};

const statuses: Names = {
  reported: name("已上报", "Reported"),
  pending_accept: name("待受理", "Awaiting acceptance"),
  registered: name("已立案", "Filed"),
  dispatched: name("已派遣", "Dispatched"),
  handling: name("处置中", "Being handled"),
  checking: name("核查中", "Being checked"),
  closed: name("已结案", "Closed"),
  void: name("作废", "Void"),
  suspended: name("挂账", "Suspended"),
  rejected: name("不予立案", "Rejected"),
  returned: name("已回退", "Returned"),
  rework: name("返工", "Rework"),
};

const handlingTypes: Names = {
  A: name("A 类", "Type A"),
  B: name("B 类", "Type B"),
  C: name("C 类", "Type C"),
  D: name("D 类", "Type D"),
};

const depts: Names = {
  chengguan: name("城管中队", "Urban management squad"),
  police: name("派出所", "Police station"),
  traffic_police: name("交警中队", "Traffic police squad"),
  market_reg: name("市场监管所", "Market regulation office"),
  housing: name("房管办", "Housing office"),
  greening: name("绿化市容所", "Greening and city appearance"),
  sanitation: name("环卫", "Sanitation"),
  work_safety: name("安监站", "Work safety station"),
  justice: name("司法所", "Justice office"),
  grid_centre: name("网格化综合管理中心", "Grid management centre"),
  grid_subcentre: name("网格分中心", "Grid sub-centre"),
};

const facilityTypes: Names = {
  affairs_centre: name("社区事务受理服务中心", "Community affairs centre"),
  health_centre: name("社区卫生服务中心", "Community health centre"),
  health_station: name("社区卫生服务站", "Community health station"),
  culture_centre: name("社区文化活动中心", "Community culture centre"),
  grid_centre: name("网格化综合管理中心", "Grid management centre"),
  grid_subcentre: name("网格分中心", "Grid sub-centre"),
  party_centre: name("社区党群服务中心", "Party and community centre"),
  security_centre: name("社区综治中心", "Public security centre"),
  police_station: name("派出所", "Police station"),
  chengguan_squad: name("城管中队", "Urban management squad"),
  market_office: name("市场监管所", "Market regulation office"),
  housing_office: name("房管办", "Housing office"),
  greening_office: name("绿化市容所", "Greening office"),
  traffic_squad: name("交警中队", "Traffic police squad"),
  justice_office: name("司法所", "Justice office"),
  food_drug_office: name("食药监所", "Food and drug office"),
  work_safety_station: name("安监站", "Work safety station"),
  fire_station: name("消防站", "Fire station"),
  ems_station: name("急救站", "Ambulance station"),
  block_station: name("街区工作站", "Block work station"),
  committee_office: name("居委会用房", "Residents' committee office"),
  service_station: name("社区服务站", "Community service station"),
  police_room: name("警务室", "Police room"),
  medical_room: name("医疗室", "Medical room"),
  activity_room: name("活动室", "Activity room"),
  library: name("图书室", "Reading room"),
  kindergarten: name("幼儿园", "Kindergarten"),
  primary: name("小学", "Primary school"),
  middle: name("初中", "Middle school"),
  elderly_care: name("养老设施", "Elderly care"),
  day_care: name("日间照料", "Day care"),
  canteen: name("社区食堂", "Community canteen"),
  market: name("菜市场", "Food market"),
  bus_stop: name("公交站", "Bus stop"),
  metro: name("地铁站", "Metro station"),
  park: name("公园", "Park"),
  sports: name("运动场", "Sports ground"),
  library_street: name("街道图书馆", "Public library"),
  hospital: name("医院", "Hospital"),
  bank: name("银行", "Bank"),
  gas_station: name("加油站", "Petrol station"),
  supermarket: name("大型超市", "Supermarket"),
  school_gate: name("学校周边", "School surroundings"),
  gov_office: name("党政机关", "Government office"),
  transport_hub: name("车站码头", "Transport hub"),
  square: name("中心广场", "Public square"),
  mall: name("商业中心", "Shopping centre"),
  stadium: name("体育场馆", "Stadium"),
  religious_site: name("宗教场所", "Religious site"),
  joint_centre: name("居民区联合服务中心", "Joint neighbourhood centre"),
  civilisation_station: name("新时代文明实践站", "Civic practice station"),
  party_school: name("党校", "Party school"),
  liaison_station: name("代表委员联络站", "Delegates' liaison station"),
};

const roadClasses: Names = {
  expressway: name("快速路", "Expressway"),
  trunk: name("干线", "Trunk road"),
  primary: name("主干路", "Arterial"),
  secondary: name("次干路", "Secondary road"),
  branch: name("支路", "Branch road"),
  lane: name("街巷", "Lane"),
  path: name("小径", "Path"),
};

const cameraStatuses: Names = {
  online: name("在线", "Online"),
  offline: name("离线", "Offline"),
  fault: name("故障", "Faulty"),
  retired: name("停用", "Retired"),
};

const facilityGroups: Names = {
  centre: name("服务中心与办公", "Centres and offices"),
  order: name("执法与应急", "Law and emergency"),
  health: name("医疗卫生", "Health"),
  education: name("教育", "Education"),
  care: name("养老助餐", "Care and meals"),
  commerce: name("商业金融", "Shops and banks"),
  energy: name("加油站", "Petrol stations"),
  leisure: name("文体休闲", "Culture and leisure"),
  transport: name("交通", "Transport"),
  other: name("其他", "Other"),
};

const outcomes: Names = {
  closed_on_time: name("按期结案", "Closed on time"),
  closed_late: name("超期结案", "Closed late"),
  closed_no_limit: name("已结案，无时限", "Closed, no limit"),
  open_in_time: name("未结，未超期", "Open, in time"),
  open_overdue: name("未结，已超期", "Open, overdue"),
  open_no_limit: name("未结，无时限", "Open, no limit"),
  void: name("作废", "Void"),
  on_time: name("按期", "In time"),
  late: name("超期", "Overdue"),
  no_limit: name("无时限", "No limit"),
};

/** Names of the model's codes by the field that holds them. */
const byField: Readonly<Record<string, Names>> = {
  level: levels,
  category: categories,
  source: sources,
  status: statuses,
  handling_type: handlingTypes,
  dept: depts,
  facility_type: facilityTypes,
  camera_status: cameraStatuses,
  road_class: roadClasses,
  facility_group: facilityGroups,
  outcome: outcomes,
};

const none: LocalText = name("未填写", "Not stated");

/** The name of a code: the dataset's own, else the model's, else the code itself; empty is "not stated". */
export function codeLabel(manifest: Manifest | null, field: string, code: string, locale: Locale): string {
  if (code === "") return none[locale];
  return (manifest?.labels?.[field]?.[code] ?? byField[field]?.[code])?.[locale] ?? code;
}

/** The name of a level of areas, as the place itself says it where the dataset names it. */
export function levelLabel(manifest: Manifest | null, level: AreaLevel, locale: Locale): string {
  return (manifest?.levels.find((entry) => entry.level === level)?.name ?? levels[level])[locale];
}
