import type { Locale } from "../../../domain/document.ts";
import type { IndicatorCode, withoutFields } from "../kernel/indicators.ts";

/** An indicator in words: its name, its numerator and its denominator. */
export interface IndicatorText {
  readonly name: string;
  readonly of: string;
  readonly over: string;
}

type Code = IndicatorCode | keyof typeof withoutFields;

/** code → name | numerator | denominator. */
const zh: Readonly<Record<Code, string>> = {
  report_count: "上报数|上报的案件，含作废|",
  valid_report_rate: "有效上报率|未作废、未被拒绝的上报|全部上报",
  public_report_rate: "公众举报率|来自市民（热线、居村、微信、市民端）的案件|有效案件",
  active_discovery_rate: "主动发现率|巡查、视频、物联感知发现的案件|已立案案件",
  duplicate_rate: "重复案件率|此前 24 小时内、50 米内已有同类上报的案件|有效案件",
  frequent_share: "高发案件占比|属于件数最多的五类的案件|有效案件",
  register_rate: "立案率|已立案的案件|已受理的案件，含其后作废",
  in_time_register_rate: "按时立案率|受理后 15 分钟内立案的案件|已立案且有受理时间的案件",
  in_time_dispatch_rate: "按时派遣率|立案后 15 分钟内派遣的案件|已立案、应派遣的案件",
  accurate_dispatch_rate: "派遣准确率|未被回退的案件（以回退次数为 0 代替）|已派遣的案件",
  return_rate: "回退率|至少回退一次的案件|已派遣的案件",
  hops_before_handler: "派遣跳数|到处置部门为止经过的部门数（1 + 回退次数）|已派遣的案件",
  dispose_rate: "处置率|已处置的案件|应处置的案件：已处置或处置时限已过",
  in_time_dispose_rate: "按期处置率|在处置时限内处置的案件|应处置的案件：已处置或处置时限已过",
  close_rate: "结案率|已结案的案件|应结案的案件：已结案或结案时限已过，挂账除外",
  in_time_close_rate: "按期结案率|在结案时限内结案的案件|应结案的案件，挂账除外",
  overdue_close_rate: "超期结案率|超过时限后结案的案件|应结案的案件，挂账除外",
  open_rate: "未结案率|尚未结案的案件|有效案件",
  urgent_in_time_rate: "紧急案件按期率|在时限内结案的紧急案件|应结案的紧急案件",
  overdue_red: "红灯|时限已过、尚未结案的案件|",
  near_due_yellow: "黄灯|剩余时间不足时限 25% 的未结案件|",
  avg_handle_time: "平均处置用时|派遣至处置完成的时间之和，按时限的时钟，扣除挂账|已处置的案件",
  median_handle_time: "处置用时中位数|派遣至处置完成的时间，按时限的时钟，扣除挂账|已处置的案件",
  p90_handle_time: "处置用时 90% 分位|派遣至处置完成的时间，按时限的时钟，扣除挂账|已处置的案件",
  discovery_to_done_min: "发现到处置完毕|视频发现的案件从上报到处置完成的分钟数，取中位|视频发现且已处置的案件",
  rework_rate: "返工率|至少返工一次的案件|已处置的案件",
  check_pass_rate: "核查通过率|核查通过（结案）的次数|核查次数：结案加返工次数",
  in_time_check_rate: "按时核查率|处置后 30 分钟内核查结案的案件|已处置、应核查的案件",
  recurring_rate: "反复率|结案后 30 天内、50 米内再有同类上报的案件|已结案的案件",
  joint_share: "联合处置占比|联勤联动的案件|已立案的案件",
  resolved_in_grid_rate: "网格内解决率|未呼叫到街道以上（至多一呼）的案件|已结案的案件",
  whistle_report_in_rate: "按时报到率|在报到时限内到场的吹哨案件（紧急 2 小时，一般 1 个工作日）|应报到的吹哨案件",
  in_time_finish_rate: "热线按时办结率|在时限内结案的 12345 案件|应结案的 12345 案件",
  satisfaction_score: "满意度得分|评价得分之和：满意 1、基本满意 0.8、一般 0.6、不满意 0|有评价的案件",
  satisfied_share: "满意占比|评价为“满意”的案件|有评价的案件",
  accurate_register_rate:
    "准确立案率|立案后没有作废、没有被拒绝的案件（代替数据没有的“立案正确”）|已立案的案件，含其后作废",
  in_time_verify_rate:
    "按时核实率|在时限内（环节记录的时限；没有则为 30 分钟）核实的案件，自核实前最近一步起算|核实过的案件（从未核实的不知是否应核实，不计）",
  first_contact_rate: "先行联系率|1 个工作日内联系的案件|收到的案件",
  actual_resolve_rate: "实际解决率|实际解决的案件|实际解决、解释说明与未解决的案件",
  response_rate: "响应率|已联系的诉求|应响应的诉求",
  solve_rate: "解决率|回访认为已解决的诉求|已回访的诉求",
  answer_15s_rate: "15 秒接听率|15 秒内接听的来电|全部来电",
  connect_rate: "接通率|24 小时内接通的来电|全部来电",
};

const en: Readonly<Record<Code, string>> = {
  report_count: "Reports|reports, void ones included|",
  valid_report_rate: "Valid reports|reports neither void nor rejected|all reports",
  public_report_rate: "Reported by citizens|cases from the hotline, neighbourhoods, WeChat or the app|valid cases",
  active_discovery_rate: "Found actively|cases found by patrols, video or sensors|registered cases",
  duplicate_rate: "Duplicates|cases with one of their kind within 50 m in the 24 hours before|valid cases",
  frequent_share: "Frequent kinds|cases of the five most frequent kinds|valid cases",
  register_rate: "Registered|registered cases|accepted cases, those later void included",
  in_time_register_rate:
    "Registered in time|registered within 15 minutes of acceptance|registered cases with a time of acceptance",
  in_time_dispatch_rate:
    "Dispatched in time|dispatched within 15 minutes of registration|registered cases that should be dispatched",
  accurate_dispatch_rate:
    "Dispatched right first time|cases never returned (stands in for the missing field)|dispatched cases",
  return_rate: "Returned|cases returned at least once|dispatched cases",
  hops_before_handler:
    "Departments before the handler|departments up to the handling one (1 + returns)|dispatched cases",
  dispose_rate: "Handled|handled cases|cases that should be: handled, or past their limit of handling",
  in_time_dispose_rate:
    "Handled in time|cases handled within their limit|cases that should be: handled, or past their limit of handling",
  close_rate: "Closed|closed cases|cases that should be: closed, or past their limit; suspended ones are not",
  in_time_close_rate:
    "Closed in time|cases closed within their limit|cases that should be closed; suspended ones are not",
  overdue_close_rate: "Closed late|cases closed after their limit|cases that should be closed; suspended ones are not",
  open_rate: "Still open|cases not closed|valid cases",
  urgent_in_time_rate: "Urgent, in time|urgent cases closed within their limit|urgent cases that should be closed",
  overdue_red: "Red lamps|open cases past their limit|",
  near_due_yellow: "Yellow lamps|open cases with at most 25% of their limit left|",
  avg_handle_time:
    "Mean handling time|time from dispatch to the result, on the clock of the limit, less suspensions|handled cases",
  median_handle_time:
    "Median handling time|time from dispatch to the result, on the clock of the limit, less suspensions|handled cases",
  p90_handle_time:
    "Handling time, 90th percentile|time from dispatch to the result, on the clock of the limit, less suspensions|handled cases",
  discovery_to_done_min:
    "Discovery to done|median minutes from report to result of cases found by video|handled cases found by video",
  rework_rate: "Rework|cases sent back at least once|handled cases",
  check_pass_rate: "Passed the check|checks passed (cases closed)|checks: cases closed plus times sent back",
  in_time_check_rate: "Checked in time|closed within 30 minutes of the result|handled cases that should be checked",
  recurring_rate: "Recurring|cases with one of their kind within 50 m in the 30 days after closing|closed cases",
  joint_share: "Joint cases|cases of joint action|registered cases",
  resolved_in_grid_rate:
    "Solved in the grid|cases that never called beyond the community (level 1 at most)|closed cases",
  whistle_report_in_rate:
    "Reported in on time|whistles answered on site in time (2 h if urgent, else 1 working day)|whistles that should be answered",
  in_time_finish_rate:
    "Hotline, finished in time|12345 cases closed within their limit|12345 cases that should be closed",
  satisfaction_score: "Satisfaction score|sum of scores: satisfied 1, fairly 0.8, so-so 0.6, not 0|rated cases",
  satisfied_share: "Satisfied|cases rated “satisfied”|rated cases",
  accurate_register_rate:
    "Registered correctly|registered cases not later void or rejected (stands in for the missing field)|registered cases, those later void included",
  in_time_verify_rate:
    "Verified in time|cases verified within the limit that the log states, else 30 minutes, from the last step before|cases that were verified (of those that never were the log does not say whether they should have been)",
  first_contact_rate: "First contact|cases contacted within one working day|cases received",
  actual_resolve_rate: "Actually resolved|resolved cases|resolved, explained and unresolved cases",
  response_rate: "Response|requests contacted|requests to respond to",
  solve_rate: "Solved|requests solved by their own account|requests revisited",
  answer_15s_rate: "Answered within 15 s|calls answered within 15 s|all calls",
  connect_rate: "Connected|calls connected in 24 hours|all calls",
};

/** An indicator in a language. */
export function indicatorText(code: Code, locale: Locale): IndicatorText {
  const [name = code, of = "", over = ""] = (locale === "en" ? en : zh)[code].split("|");
  return { name, of, over };
}
