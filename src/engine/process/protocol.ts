import type { AnalysisId } from "../../analyses/index.ts";
import type { CodedColumn } from "../../domain/case-chunk.ts";
import type { Columns } from "../../domain/columns.ts";
import type { FaultData } from "../../domain/fault.ts";
import type { Filters } from "../../domain/filters.ts";

/** Texts as bytes one behind the other; text `i` is `bytes[borders[i] .. borders[i + 1]]`. */
export interface TextBytes {
  readonly bytes: Uint8Array;
  readonly borders: Uint32Array;
}

/** What comes: how many rows at most, which coded fields of the cases, and what the times are compared with. */
export interface LogSetup {
  readonly cases: number;
  readonly events: number;
  readonly fields: readonly string[];
  /** Codes known beforehand, such as area ids in the order of their rows. */
  readonly presets: Readonly<Record<string, readonly string[]>>;
  /** Wall-clock seconds up to which the data is complete; 0: the last event. */
  readonly asOf: number;
  /** No event can be later; Infinity where that is not known. */
  readonly latest: number;
  /** Days that are worked, from `firstDay` on; empty: Monday to Friday. */
  readonly firstDay: number;
  readonly isWorkday: Uint8Array;
  /** The log is a file of its own: its events may name further cases. */
  readonly ownCases: boolean;
  /** Times have fractions of seconds. */
  readonly fractions: boolean;
}

/** Some cases: ids, the fields that can be filtered, and moments (NaN where unknown). */
export interface CasePart {
  readonly rows: number;
  readonly ids: TextBytes;
  readonly moments: Readonly<Record<string, Float64Array>>;
  readonly codes: Readonly<Record<string, CodedColumn>>;
}

/** Some events. */
export interface EventPart {
  readonly rows: number;
  readonly ids: TextBytes;
  readonly stage: CodedColumn;
  readonly action: CodedColumn;
  /** NaN where missing. */
  readonly at: Float64Array;
  /** NaN where the source states no order. */
  readonly seq: Float64Array;
  /** Pseudonyms of staff; absent where nobody asks. */
  readonly actor?: CodedColumn;
}

/** An activity of the log: a stage and what was done; both as the source writes them, the action empty for `forward`. */
export interface Activity {
  readonly stage: string;
  readonly action: string;
}

/** What can be wrong with events. The first four are left out of the log, the others only told. */
export const issueKinds = [
  "no-case",
  "no-time",
  "impossible-time",
  "no-stage",
  "unknown-case",
  "duplicate",
  "out-of-order",
  "equal-times",
  "before-report",
  "clock-jump",
  "no-start",
  "unknown-stage",
] as const;
/** One kind of what can be wrong. */
export type IssueKind = (typeof issueKinds)[number];

/** One thing found in the log: how many events (cases for `no-start`), whether they were left out, and some case ids. */
export interface LogIssue {
  readonly kind: IssueKind;
  readonly count: number;
  readonly leftOut: boolean;
  readonly cases: readonly string[];
}

/** What the loaded log is like. */
export interface LogFacts {
  readonly cases: number;
  readonly casesWithEvents: number;
  /** Cases with events that the table of cases has: all of them, but for a file of its own. */
  readonly matched: number;
  /** Different persons in the log; 0 where it names none, or nobody asks. */
  readonly persons: number;
  readonly events: number;
  readonly activities: readonly Activity[];
  readonly issues: readonly LogIssue[];
  /** `dictionaries[field][code - 1]` is the text of a code. */
  readonly dictionaries: Readonly<Record<string, readonly string[]>>;
  /** Where the events come from: a stage log, the moments in the table of cases, or a file of its own. */
  readonly from: "events" | "moments" | "file";
  /** Whether the arrival of the crew is known of any case. */
  readonly arrivals: boolean;
  readonly asOf: number;
}

/** One run of an analysis on the log. */
export interface LogQuestion {
  readonly analysis: Extract<AnalysisId, "process" | "stages">;
  readonly params: Readonly<Record<string, unknown>>;
  readonly filters: Filters;
  /** Stage as the source writes it → stage of the model, `-` to leave it out. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Further columns that the analysis takes. */
  readonly columns: Columns;
  /** Field of the cases to group by, or `hour` of the report; absent: none. */
  readonly groupBy?: string | undefined;
}

/** A case of a list: its id and its events. */
export interface ListedCase {
  readonly id: string;
  readonly activities: Uint16Array;
  readonly times: Float64Array;
  /** Number of the person of each event, 0 for none; empty where nobody asks. */
  readonly actors: Uint16Array;
}

/** What an analysis said, and the cases it listed. */
export interface LogAnswer {
  readonly output: Columns;
  readonly cases: readonly ListedCase[];
  /** Cases that pass the filters. */
  readonly passing: number;
}

/** What the page tells the worker. */
export type ToLog =
  | { readonly type: "setup"; readonly setup: LogSetup }
  | { readonly type: "cases"; readonly part: CasePart }
  | { readonly type: "events"; readonly part: EventPart }
  | { readonly type: "finish"; readonly id: number }
  | { readonly type: "ask"; readonly id: number; readonly question: LogQuestion };

/** What the worker tells the page. */
export type FromLog =
  | { readonly type: "facts"; readonly id: number; readonly facts: LogFacts }
  | { readonly type: "answer"; readonly id: number; readonly answer: LogAnswer }
  | { readonly type: "failed"; readonly id: number; readonly fault: FaultData };
