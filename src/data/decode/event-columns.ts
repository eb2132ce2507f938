/** What can be told of an event: the fields of `case_events` that a file may have. */
export const eventFields = ["case_id", "stage", "at", "action", "seq", "actor_id"] as const;
/** One of the fields. */
export type EventField = (typeof eventFields)[number];

/** Without these a file is no event log. */
export const neededEventFields: readonly EventField[] = ["case_id", "stage", "at"];

/** Names that files give to a field, in the order of preference. */
const aliases: Readonly<Record<EventField, readonly string[]>> = {
  case_id: ["case_id", "case:concept:name", "caseid", "case id", "case", "tasknum", "案件编号", "案卷编号", "任务号"],
  stage: ["stage", "concept:name", "activity", "activity name", "event", "环节", "阶段", "活动"],
  at: ["at", "time:timestamp", "timestamp", "time", "datetime", "complete timestamp", "时间", "发生时间"],
  action: ["action", "动作", "操作"],
  seq: ["seq", "sequence", "序号"],
  actor_id: ["actor_id", "org:resource", "resource", "staff", "user", "worker", "人员代号", "人员", "经办人"],
};

/** Field → column of a file that holds it; a field without one is absent. */
export type EventNames = Readonly<Partial<Record<EventField, string>>>;

/** The columns that fields are found in by their names; upper and lower case are the same. */
export function guessEventNames(columns: readonly string[]): EventNames {
  const known = new Map(columns.map((column) => [column.trim().toLowerCase(), column]));
  const found = eventFields.flatMap((field) => {
    const column = aliases[field].map((alias) => known.get(alias)).find((one) => one !== undefined);
    return column === undefined ? [] : [[field, column] as const];
  });
  return Object.fromEntries(found);
}
