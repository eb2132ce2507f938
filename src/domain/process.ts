import { stages } from "./vocabulary.ts";

/** A step of the closed loop. */
export type Stage = (typeof stages)[number];

const stageCodes: readonly string[] = stages;

/** The place of a stage in the model's list, -1 for a code that is none. */
export const stageNumber = (code: string): number => stageCodes.indexOf(code);

/** What an event of the stage log does; `forward` takes the case on, as does an action that is not known. */
export const eventActions = [
  "forward",
  "return",
  "rework",
  "suspend",
  "resume",
  "extend",
  "supervise",
  "call",
  "assign",
  "appeal",
  "cancel",
] as const;
export type EventAction = (typeof eventActions)[number];

/** Which of the stages a place prescribes, in their order, under which names. */
export interface ProcessPreset {
  readonly steps: readonly Stage[];
  /** The place's own names in Chinese, one a step. */
  readonly zh: readonly string[];
}

/** The closed loops of the source articles and standards on one list of stages. */
export const processPresets = {
  cn2016: {
    steps: ["discover", "register", "dispatch", "handle", "close", "evaluate"],
    zh: ["发现", "立案", "派遣", "处置", "结案", "考核"],
  },
  sh2014_patrol: {
    steps: ["discover", "dispatch", "handle", "verify", "evaluate"],
    zh: ["巡查发现", "派单", "处置", "监督", "考核"],
  },
  sh2014_centre: { steps: ["discover", "dispatch", "handle", "verify"], zh: ["发现", "派单", "处理", "监督"] },
  sh2014_brief: { steps: ["discover", "dispatch", "handle", "evaluate"], zh: ["发现", "协调", "处理", "评议监督"] },
  nj_whistle: {
    steps: ["discover", "register", "dispatch", "handle", "feedback", "verify", "close", "evaluate"],
    zh: ["问题收集", "街道吹哨", "部门报到", "处理", "反馈", "核实", "结项", "综合评价"],
  },
  national7: {
    steps: ["discover", "register", "dispatch", "handle", "feedback", "close", "evaluate"],
    zh: ["信息收集", "案卷建立", "任务派遣", "任务处理", "处理反馈", "核实结案", "综合评价"],
  },
  huangpu: {
    steps: ["discover", "register", "dispatch", "handle", "verify", "close"],
    zh: ["发现", "立案", "派遣", "处置", "核查", "结案"],
  },
  qingpu: {
    steps: ["discover", "register", "dispatch", "handle", "feedback", "verify", "close"],
    zh: ["受理", "立案", "派遣", "处置", "督办", "核查", "结案"],
  },
} as const satisfies Readonly<Record<string, ProcessPreset>>;
export type PresetId = keyof typeof processPresets;

/** The ids of the presets, the default first. */
export const presetIds = Object.keys(processPresets) as readonly PresetId[];

/** The moments of a case that stand for steps where a dataset has no stage log: field → step, in the order of the steps. */
export const caseMoments = {
  reported_at: "discover",
  registered_at: "register",
  dispatched_at: "dispatch",
  handled_at: "handle",
  closed_at: "close",
} as const satisfies Readonly<Record<string, Stage>>;

/** Statuses of cases that are outside every rate. */
export const voidStatuses: readonly string[] = ["void", "rejected"];

/** Characters that the text of a naming uses itself, by their codes. */
const escapeStage = (stage: string) => stage.replace(/[%>|]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
const unescapeStage = (text: string) =>
  text.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A user's naming of stages as one text, for a link: stage of the file → stage of the model, `-` to leave it out. */
export function mappingText(mapping: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(mapping).filter(([, stage]) => stage !== "");
  return pairs.map(([own, stage]) => `${escapeStage(own)}>${stage}`).join("|");
}

/** The naming of stages that a text holds; what is not of its form is ignored. */
export function mappingOf(text: string): Record<string, string> {
  const pairs = text.split("|").map((pair) => /^([^>]+)>([a-z]+|-)$/.exec(pair));
  return Object.fromEntries(pairs.flatMap((match) => (match ? [[unescapeStage(match[1]), match[2]]] : [])));
}
