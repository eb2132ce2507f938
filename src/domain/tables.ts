/**
 * The canonical data model: which tables a dataset may hold, their fields and their rules. Names and meanings follow
 * GB/T 30428 and GB/T 28181 where those name them; `zh` is the header that Chinese files carry.
 */

/** How a field is stored. `code` is a string with few distinct values: Parquet keeps it as a dictionary. */
export type FieldType = "text" | "code" | "number" | "integer" | "boolean" | "date" | "timestamp" | "geometry";

/** One field of a table. */
export interface Field {
  readonly type: FieldType;
  readonly zh: string;
  readonly required?: true;
  /** The values a `code` may take, where the set is closed. */
  readonly values?: readonly string[];
}

/** One table of a dataset. */
export interface TableSpec {
  readonly zh: string;
  /** The field whose values are unique. */
  readonly key?: string;
  /** A dataset without this table can be opened. */
  readonly optional?: true;
  readonly fields: Readonly<Record<string, Field>>;
}

/** Levels of areas, from coarse to fine. `cell` is the unit grid of about 10,000 m². */
export const areaLevels = [
  "city",
  "district",
  "street_town",
  "basic_unit",
  "community",
  "comp_grid",
  "duty_grid",
  "micro_grid",
  "cell",
] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** Where a case came from. */
export const caseSources = [
  "patrol",
  "hotline_12345",
  "neighborhood",
  "wechat",
  "video",
  "sensor",
  "leader",
  "transfer",
  "media",
  "public_app",
  "whistle",
  "other",
] as const;

/** Where a case stands. */
export const caseStatuses = [
  "reported",
  "pending_accept",
  "registered",
  "dispatched",
  "handling",
  "checking",
  "closed",
  "void",
  "suspended",
  "rejected",
  "returned",
  "rework",
] as const;

/** Stages of the closed loop; presets name which of them a place uses. */
export const stages = [
  "discover",
  "register",
  "dispatch",
  "handle",
  "feedback",
  "verify",
  "close",
  "evaluate",
] as const;

/** Kinds of base-map features. */
export const basemapKinds = ["land", "water", "green", "railway", "estate"] as const;

/** Road classes, from wide to narrow. */
export const roadClasses = ["expressway", "trunk", "primary", "secondary", "branch", "lane", "path"] as const;

const text = (zh: string): Field => ({ type: "text", zh });
const code = (zh: string, values?: readonly string[]): Field =>
  values ? { type: "code", zh, values } : { type: "code", zh };
const number = (zh: string): Field => ({ type: "number", zh });
const integer = (zh: string): Field => ({ type: "integer", zh });
const boolean = (zh: string): Field => ({ type: "boolean", zh });
const date = (zh: string): Field => ({ type: "date", zh });
const timestamp = (zh: string): Field => ({ type: "timestamp", zh });
const required = (field: Field): Field => ({ ...field, required: true });
const geometry: Field = { type: "geometry", zh: "几何", required: true };

/** The ids of the areas a case falls in, one per level, computed from its position. */
export const areaIdField = (level: AreaLevel): string => `${level}_id`;

const computedAreaIds = Object.fromEntries(areaLevels.map((level) => [areaIdField(level), code(`所属${level}`)]));

export const tableSpecs = {
  areas: {
    zh: "区域",
    key: "area_id",
    fields: {
      area_id: required(text("区域编码")),
      name: required(text("名称")),
      level: required(code("层级", areaLevels)),
      parent_id: text("上级编码"),
      kind: code("类型"),
      area_m2: number("面积"),
      land_use: code("用地类别"),
      mgmt_grade: code("管理等级", ["A", "B", "C"]),
      duty_dept: code("责任主体"),
      station_id: text("工作站"),
      road_length_m: number("道路长度"),
      former_town: boolean("撤制镇"),
      party_committee: boolean("社区党委"),
      community_committee: boolean("社区委员会"),
      community_centre: boolean("社区中心"),
      urban_infra_ok: boolean("市政设施完善"),
      collective_reform_done: boolean("集体产权制度改革"),
      village_groups_dissolved: boolean("村组撤制"),
      valid_from: date("初始时间"),
      valid_to: date("终止日期"),
      geometry,
    },
  },
  population: {
    zh: "人口",
    optional: true,
    fields: {
      area_id: required(text("区域编码")),
      as_of: required(date("时点")),
      pop_actual: integer("实有人口"),
      pop_resident: integer("常住人口"),
      pop_registered: integer("户籍人口"),
      pop_floating: integer("流动人口"),
      pop_foreign: integer("外籍人口"),
      households: integer("户数"),
      dwellings: integer("住宅套数"),
      pop_0_6: integer("0–6岁"),
      pop_7_17: integer("7–17岁"),
      pop_60p: integer("60岁及以上"),
      pop_65p: integer("65岁及以上"),
      pop_80p: integer("80岁及以上"),
      living_alone: integer("独居"),
      elderly_only: integer("纯老"),
      disabled: integer("残障"),
      low_income: integer("低保"),
      shops: integer("商铺"),
      enterprises: integer("企业"),
      planned_pop: integer("规划人口"),
    },
  },
  cameras: {
    zh: "摄像机",
    key: "camera_id",
    optional: true,
    fields: {
      camera_id: required(text("设备编码")),
      name: required(text("名称")),
      lon: required(number("经度")),
      lat: required(number("纬度")),
      area_id: text("所属区域"),
      ptz_type: integer("摄像机类型"),
      position_type: integer("位置类型"),
      room_type: integer("室内外"),
      use_type: integer("用途"),
      supply_light: integer("补光"),
      azimuth_deg: number("方位角"),
      mount_height_m: number("安装高度"),
      tilt_deg: number("俯角"),
      focal_mm: number("焦距"),
      sensor_w_mm: number("靶面宽"),
      sensor_h_mm: number("靶面高"),
      hfov_deg: number("水平视场角"),
      vfov_deg: number("垂直视场角"),
      res_w_px: integer("横向分辨率"),
      res_h_px: integer("纵向分辨率"),
      max_range_m: number("有效距离"),
      night_ok: boolean("夜视"),
      status: code("状态", ["online", "offline", "fault", "retired"]),
      owner_dept: code("权属"),
      installed_on: date("安装日期"),
    },
  },
  facilities: {
    zh: "设施",
    key: "facility_id",
    optional: true,
    fields: {
      facility_id: required(text("设施编码")),
      name: required(text("名称")),
      type: required(code("类型")),
      lon: required(number("经度")),
      lat: required(number("纬度")),
      area_id: text("所属区域"),
      address: text("地址"),
      floor_area_m2: number("建筑面积"),
      tenure: code("权属", ["owned", "rented", "borrowed", "unknown"]),
      opened_on: date("启用日期"),
      capacity: number("容量"),
      staff_count: integer("人员数"),
      service_radius_m: number("服务半径"),
      is_key_place: boolean("重点部位"),
    },
  },
  stations: {
    zh: "工作站",
    key: "station_id",
    optional: true,
    fields: {
      station_id: required(text("工作站编码")),
      name: required(text("名称")),
      lon: required(number("经度")),
      lat: required(number("纬度")),
      area_id: text("所属区域"),
      kind: code("类型"),
      crews: integer("班组数"),
    },
  },
  staff: {
    zh: "人员",
    key: "staff_id",
    optional: true,
    fields: {
      staff_id: required(text("人员代号")),
      role: required(code("角色")),
      dept_id: code("部门"),
      area_id: text("所属区域"),
      station_id: text("工作站"),
      station_mode: code("派驻方式", ["resident", "on_call", "rotating"]),
      appointment_mode: code("任用方式", ["assigned", "transferred", "examined", "elected"]),
      establishment: code("编制"),
      birth_year: integer("出生年"),
      start_on: date("任职日期"),
    },
  },
  depts: {
    zh: "部门",
    key: "dept_id",
    optional: true,
    fields: {
      dept_id: required(text("部门编码")),
      name: required(text("名称")),
      level: integer("级别"),
      kind: code("类型"),
      parent_id: text("上级"),
    },
  },
  items: {
    zh: "管理事项",
    key: "item_id",
    optional: true,
    fields: {
      item_id: required(text("事项编码")),
      class: required(code("类别", ["component", "event", "service"])),
      main_code: required(code("大类编码")),
      main_name: code("大类"),
      sub_code: required(code("小类编码")),
      sub_name: code("小类"),
      handling_type: code("事项类型"),
      limit_value: number("时限"),
      limit_unit: code("时限单位", ["cont_hour", "work_hour", "work_day", "cal_day"]),
      urgency: code("紧急程度", ["urgent", "ordinary"]),
      lead_dept: code("主责部门"),
      support_depts: text("配合部门"),
      stubborn: boolean("顽症"),
      transferred: boolean("下沉"),
      power_moved: boolean("权随事转"),
      staff_moved: boolean("人随事转"),
      money_moved: boolean("费随事转"),
    },
  },
  calendar: {
    zh: "工作日历",
    key: "date",
    optional: true,
    fields: { date: required(date("日期")), is_workday: required(boolean("工作日")), note: text("说明") },
  },
  road_nodes: {
    zh: "道路节点",
    key: "node_id",
    optional: true,
    fields: { node_id: required(integer("节点")), lon: required(number("经度")), lat: required(number("纬度")) },
  },
  road_edges: {
    zh: "道路",
    key: "edge_id",
    optional: true,
    fields: {
      edge_id: required(integer("路段")),
      from_node: required(integer("起点")),
      to_node: required(integer("终点")),
      name: code("名称"),
      class: required(code("等级", roadClasses)),
      length_m: required(number("长度")),
      width_m: number("宽度"),
      one_way: boolean("单行"),
      speed_kmh: number("速度"),
      walk_ok: boolean("步行"),
      drive_ok: boolean("车行"),
      barrier: boolean("屏障"),
      geometry,
    },
  },
  buildings: {
    zh: "建筑",
    key: "building_id",
    optional: true,
    fields: {
      building_id: required(text("建筑编码")),
      name: text("名称"),
      height_m: number("高度"),
      floors: integer("层数"),
      use: code("用途"),
      floor_area_m2: number("建筑面积"),
      households: integer("户数"),
      residents: integer("居民"),
      built_year: integer("建成年"),
      estate_id: text("小区编码"),
      estate_type: code("小区类型"),
      geometry,
    },
  },
  basemap: {
    zh: "底图",
    optional: true,
    fields: {
      feature_id: required(text("编码")),
      kind: required(code("类型", basemapKinds)),
      name: text("名称"),
      geometry,
    },
  },
  cases: {
    zh: "案件",
    key: "case_id",
    fields: {
      case_id: required(text("案件编号")),
      category: required(code("问题类型")),
      main_code: code("大类编码"),
      main_name: code("大类"),
      sub_code: code("小类编码"),
      sub_name: code("小类"),
      item_id: code("管理事项"),
      handling_type: code("事项类型"),
      source: code("问题来源", caseSources),
      status: required(code("状态", caseStatuses)),
      dept: code("主责部门"),
      lon: required(number("经度")),
      lat: required(number("纬度")),
      address: text("地址"),
      reported_at: required(timestamp("上报时间")),
      accepted_at: timestamp("受理时间"),
      registered_at: timestamp("立案时间"),
      dispatched_at: timestamp("派遣时间"),
      arrived_at: timestamp("到场时间"),
      handled_at: timestamp("处置完成时间"),
      closed_at: timestamp("结案时间"),
      due_at: timestamp("结案截止时间"),
      is_urgent: boolean("紧急"),
      is_joint: boolean("联勤联动"),
      rework_count: integer("返工次数"),
      return_count: integer("回退次数"),
      suspended_s: integer("挂账时长"),
      satisfaction: number("满意度"),
      ...computedAreaIds,
      stated_street_town_id: code("填报街镇"),
      stated_community_id: code("填报社区"),
      stated_duty_grid_id: code("填报责任网格"),
    },
  },
  case_events: {
    zh: "案件环节",
    optional: true,
    fields: {
      case_id: required(text("案件编号")),
      seq: required(integer("序号")),
      stage: required(code("环节", stages)),
      action: required(code("动作")),
      at: required(timestamp("时间")),
      dept_id: code("部门"),
      actor_id: code("人员代号"),
      limit_s: integer("时限"),
      call_level: integer("呼应级别"),
    },
  },
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof tableSpecs;
export const tableNames = Object.keys(tableSpecs) as readonly TableName[];

/** The spec of a table with its literal types forgotten. */
export function tableSpec(name: TableName): TableSpec {
  return tableSpecs[name];
}

export function isTableName(name: string): name is TableName {
  return Object.hasOwn(tableSpecs, name);
}
