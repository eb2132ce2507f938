import type { Locale } from "../domain/document.ts";
import type { LocalText } from "../domain/manifest.ts";
import type { EventAction, PresetId, ProcessPreset, Stage } from "../domain/process.ts";
import { processPresets } from "../domain/process.ts";

const name = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

/** The steps of the closed loop, and the wait for the crew, by code. */
export const stageNames: Readonly<Record<Stage | "start", LocalText>> = {
  discover: name("发现", "Discovery"),
  register: name("立案", "Registration"),
  dispatch: name("派遣", "Dispatch"),
  start: name("到场", "Arrival"),
  handle: name("处置", "Handling"),
  feedback: name("反馈", "Feedback"),
  verify: name("核查", "Verification"),
  close: name("结案", "Closing"),
  evaluate: name("考核", "Evaluation"),
};

/** What events do, by code. */
export const actionNames: Readonly<Record<EventAction, LocalText>> = {
  forward: name("办理", "Step"),
  return: name("回退", "Return"),
  rework: name("返工", "Rework"),
  suspend: name("挂账", "Suspension"),
  resume: name("恢复", "Resumption"),
  extend: name("延期", "Extension"),
  supervise: name("督办", "Supervision"),
  call: name("呼叫", "Call"),
  assign: name("转派", "Reassignment"),
  appeal: name("申诉", "Appeal"),
  cancel: name("作废", "Cancellation"),
};

/** The prescribed ways, by code. */
export const presetNames: Readonly<Record<PresetId, LocalText>> = {
  cn2016: name("六步闭环", "Six-step loop"),
  sh2014_patrol: name("上海 2014 巡查", "Shanghai 2014, patrol"),
  sh2014_centre: name("上海 2014 中心", "Shanghai 2014, centre"),
  sh2014_brief: name("上海 2014 简要", "Shanghai 2014, brief"),
  nj_whistle: name("南京吹哨报到", "Nanjing whistle"),
  national7: name("国标七阶段", "National seven stages"),
  huangpu: name("黄浦", "Huangpu"),
  qingpu: name("青浦", "Qingpu"),
};

const isStage = (code: string): code is Stage | "start" => Object.hasOwn(stageNames, code);
const isAction = (code: string): code is EventAction => Object.hasOwn(actionNames, code);

/** The name of a stage, in Chinese as the prescribed way calls it; what the model does not know stays as it is written. */
export function stageLabel(code: string, locale: Locale, preset?: PresetId): string {
  if (!isStage(code)) return code;
  if (preset && locale === "zh-CN") {
    const { steps, zh }: ProcessPreset = processPresets[preset];
    const own = zh[code === "start" ? -1 : steps.indexOf(code)];
    if (own !== undefined) return own;
  }
  return stageNames[code][locale];
}

/** The name of an action. */
export function actionLabel(code: string, locale: Locale): string {
  return isAction(code) ? actionNames[code][locale] : code;
}

/** The name of an activity: its stage, or its action with the stage where it is one of several. */
export function activityLabel(
  { stage, action }: { readonly stage: string; readonly action: string },
  locale: Locale,
  { preset, alone = true }: { readonly preset?: PresetId; readonly alone?: boolean } = {},
): string {
  const step = stageLabel(stage, locale, preset);
  if (action === "") return step;
  const does = actionLabel(action, locale);
  if (alone) return does;
  return locale === "zh-CN" ? `${does}（${step}）` : `${does} (${step})`;
}
