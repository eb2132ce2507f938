import type { TableName } from "../../domain/tables.ts";

/**
 * The systems whose exports are recognised: only by the names of their fields. `egova_stat` names what the statistics pages of
 * a city-management platform show, `sh_taskinfo` the task table of Shanghai's, `gb_component` and `gb28181_device` the
 * attributes of GB/T 30428 components and GB/T 28181 devices, `statoids` 12-digit statistical codes, `open311` the open
 * data of cities elsewhere, `tiger` the road files of the U.S. Census Bureau.
 */
export const profiles = [
  "canonical",
  "egova_stat",
  "sh_taskinfo",
  "gb_component",
  "gb28181_device",
  "statoids",
  "open311",
  "tiger",
] as const;
export type Profile = (typeof profiles)[number];

/** Profile → field → headers that stand for it; headers are compared after `normaliseHeader`. */
type Aliases = Readonly<Partial<Record<Profile, Readonly<Record<string, readonly string[]>>>>>;

const caseAliases: Aliases = {
  canonical: {
    case_id: ["案卷编号", "任务号", "工单编号", "案件号", "编号", "caseid", "id"],
    category: ["案件类型", "问题类别", "类型"],
    main_name: ["大类名称"],
    sub_name: ["小类", "小类名称"],
    main_code: ["大类代码"],
    sub_code: ["小类代码"],
    source: ["来源", "案件来源"],
    status: ["案件状态", "当前状态", "处理状态"],
    dept: ["处置部门", "主责单位", "处置单位", "一级部门", "一二三级部门"],
    lon: ["经度", "lng", "longitude", "x坐标", "x", "$lon"],
    lat: ["纬度", "latitude", "y坐标", "y", "$lat"],
    address: ["地址描述", "案发地址", "位置描述", "事发地点"],
    reported_at: ["上报日期", "发现时间", "受理日期", "创建时间", "登记时间"],
    handled_at: ["处置时间", "办结时间", "处置完成"],
    closed_at: ["结案日期", "归档时间"],
    due_at: ["处置截止", "结案截止", "处置截止时间", "截止时间"],
    is_urgent: ["是否紧急"],
    rework_count: ["返工数"],
    return_count: ["回退数"],
    stated_street_town_id: ["街道", "所属街道", "街镇"],
    stated_community_id: ["社区", "所属社区", "居村委"],
    stated_duty_grid_id: ["责任网格", "所属责任网格", "网格"],
  },
  egova_stat: {
    case_id: ["taskNum", "task_num", "rec_id", "recId", "案件编号"],
    category: ["recType", "recTypeName", "eventTypeName"],
    main_name: ["mainTypeName"],
    sub_name: ["subTypeName"],
    main_code: ["mainTypeId", "mainTypeCode"],
    sub_code: ["subTypeId", "subTypeCode"],
    source: ["eventSrcName", "eventSrcId"],
    status: ["eventStateName", "eventStateId"],
    dept: ["disposeUnitName", "dealUnitName"],
    lon: ["coordinateX", "coordX"],
    lat: ["coordinateY", "coordY"],
    address: ["address", "eventAddress"],
    reported_at: ["createTime", "reportTime"],
    accepted_at: ["acceptTime"],
    registered_at: ["instTime", "registerTime"],
    dispatched_at: ["dispatchTime", "dispose_begin_time", "disposeBeginTime"],
    handled_at: ["dispose_end_time", "disposeEndTime"],
    closed_at: ["archiveTime", "closeTime"],
    due_at: ["dispose_deadline", "disposeDeadline"],
    rework_count: ["rework_num", "reworkNum"],
    return_count: ["back_num", "backNum"],
    stated_street_town_id: ["streetName", "streetId"],
    stated_community_id: ["communityName", "communityId"],
    stated_duty_grid_id: ["dutyGridName", "dutyGridId"],
  },
  sh_taskinfo: {
    case_id: ["TASKID", "任务编号"],
    category: ["INFOTYPEID", "INFOTYPENAME"],
    main_code: ["INFOBCCODE"],
    main_name: ["INFOBCNAME"],
    sub_code: ["INFOSCCODE"],
    sub_name: ["INFOSCNAME"],
    source: ["INFOSOURCEID", "INFOSOURCENAME"],
    status: ["STATUS", "STATUSNAME"],
    dept: ["EXECUTEDEPTCODE", "EXECUTEDEPTNAME", "DEPTCODE"],
    lon: ["COORDX"],
    lat: ["COORDY"],
    address: ["ADDRESS"],
    reported_at: ["DISCOVERTIME", "PERCREATETIME"],
    accepted_at: ["ACCEPTTIME"],
    registered_at: ["CREATETIME", "REGISTERTIME"],
    dispatched_at: ["DISPATCHTIME"],
    handled_at: ["SOLVINGTIME", "SOLVETIME"],
    closed_at: ["ENDTIME"],
    due_at: ["LASTSOLVINGTIME", "ALLIMPORTANTTIME"],
    satisfaction: ["ALLMANYINAME", "ALLMANYI"],
    stated_street_town_id: ["STREETCODE", "STREETNAME"],
    stated_community_id: ["COMMUNITYCODE", "COMMUNITYNAME"],
    stated_duty_grid_id: ["GRIDCODE"],
  },
  open311: {
    case_id: ["servicerequestid", "service_request_id", "unique_key", "sr_number"],
    category: ["servicetypecodedescription", "agency_responsible", "owner_department"],
    main_code: ["servicecode", "service_code", "sr_short_code"],
    main_name: ["servicecodedescription", "service_name", "complaint_type", "sr_type"],
    sub_name: ["descriptor"],
    status: ["serviceorderstatus", "status"],
    dept: ["organizationacronym", "agency"],
    address: ["streetaddress", "incident_address"],
    reported_at: ["adddate", "requested_datetime", "created_date"],
    registered_at: ["serviceorderdate"],
    closed_at: ["resolutiondate", "closed_date", "closed_datetime"],
    due_at: ["serviceduedate", "expected_datetime", "due_date"],
  },
};

const areaAliases: Aliases = {
  canonical: {
    area_id: ["编码", "区划代码", "网格编码", "单元网格编码", "标识码", "code", "gridid", "areaid"],
    name: ["名称", "区划名称", "网格名称", "name"],
    level: ["级别", "层级", "level"],
    parent_id: ["上级代码", "父级编码", "parent"],
    area_m2: ["mj", "gridArea", "面积平方米"],
    valid_from: ["ORDate", "初始日期"],
  },
  egova_stat: { area_id: ["streetID", "StreetCode"], name: ["StreetName", "街道名称"] },
  gb_component: { area_id: ["BGID", "单元网格标识码"], valid_from: ["ORDate"], valid_to: ["CHDate"] },
  statoids: {
    area_id: ["行政区划代码", "统计用区划代码", "区划代码"],
    name: ["区划名称"],
    kind: ["城乡分类代码"],
  },
  open311: { area_id: ["geoid", "ward_id", "smd_id", "objectid"], name: ["nbh_names", "namelsad"] },
};

const cameraAliases: Aliases = {
  canonical: {
    camera_id: ["摄像机编码", "国标编码", "设备编号", "cameraid"],
    name: ["设备名称", "点位名称", "摄像机名称"],
    lon: ["lng", "longitude", "x", "$lon"],
    lat: ["latitude", "y", "$lat"],
    azimuth_deg: ["heading", "朝向"],
    mount_height_m: ["架设高度", "杆高"],
    owner_dept: ["权属单位", "所属部门"],
  },
  gb28181_device: {
    camera_id: ["DeviceID"],
    name: ["Name"],
    lon: ["Longitude"],
    lat: ["Latitude"],
    area_id: ["CivilCode", "Block", "警区"],
    ptz_type: ["PTZType"],
    position_type: ["PositionType"],
    room_type: ["RoomType"],
    use_type: ["UseType"],
    supply_light: ["SupplyLightType"],
    status: ["Status"],
    owner_dept: ["Owner"],
  },
};

const facilityAliases: Aliases = {
  canonical: {
    facility_id: ["编码", "id"],
    name: ["name", "设施名称"],
    type: ["category", "kind", "类型", "设施类型"],
    lon: ["lng", "longitude", "x", "$lon"],
    lat: ["latitude", "y", "$lat"],
  },
  gb_component: { facility_id: ["ObjID"], name: ["ObjName"], area_id: ["BGID"] },
};

/** Headers that stand for fields, by table. A field's own name and its Chinese header are always known. */
export const aliases: Readonly<Partial<Record<TableName, Aliases>>> = {
  cases: caseAliases,
  areas: areaAliases,
  cameras: cameraAliases,
  facilities: facilityAliases,
  stations: { canonical: { lon: ["lng", "longitude", "x", "$lon"], lat: ["latitude", "y", "$lat"] } },
  population: {
    canonical: {
      area_id: ["编码", "区划代码", "社区编码"],
      as_of: ["统计日期", "截止日期", "日期"],
      pop_actual: ["实有人口数", "人口", "总人口"],
      pop_resident: ["常住人口数"],
      pop_registered: ["户籍人口数"],
      households: ["总户数", "家庭户数"],
    },
  },
  case_events: {
    canonical: {
      case_id: ["case:concept:name", "caseid", "任务号", "案卷编号"],
      stage: ["concept:name", "activity", "阶段", "活动"],
      action: ["lifecycle:transition", "操作", "动作"],
      at: ["time:timestamp", "timestamp", "操作时间"],
      actor_id: ["org:resource", "resource", "操作人"],
    },
  },
  buildings: {
    canonical: {
      building_id: ["osm_id", "id", "bin"],
      height_m: ["height", "heightroof"],
      floors: ["building:levels"],
    },
  },
  road_edges: {
    canonical: { edge_id: ["$edge"], from_node: ["$from", "u"], to_node: ["$to", "v"], length_m: ["$length"] },
    tiger: { name: ["FULLNAME"], class: ["MTFCC"] },
  },
  road_nodes: { canonical: { node_id: ["$node", "node"], lon: ["$lon"], lat: ["$lat"] } },
};

/** A header for comparison: width and case folded, without blanks, underlines, brackets and what is in them. */
export function normaliseHeader(header: string): string {
  const folded = header
    .normalize("NFKC")
    .replace(/^\ufeff/, "")
    .trim()
    .toLowerCase();
  const short = folded.replace(/[([【].*?[)\]】]/g, "").replace(/[\s_\-./:：]/g, "");
  return short === "" ? folded : short;
}
