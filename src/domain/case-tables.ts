import { boolean, code, integer, number, required, type TableSpec, text, timestamp } from "./fields.ts";
import type { AreaLevel } from "./vocabulary.ts";
import { areaLevels, caseSources, caseStatuses, stages } from "./vocabulary.ts";

/** The ids of the areas a case falls in, one per level, computed from its position. */
export const areaIdField = (level: AreaLevel): string => `${level}_id`;

const computedAreaIds = Object.fromEntries(areaLevels.map((level) => [areaIdField(level), code(`所属${level}`)]));

/** Cases and their way through the stages of the closed loop. */
export const caseTables = {
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
