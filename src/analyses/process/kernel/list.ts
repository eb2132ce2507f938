import { type LogColumns, variantsOfLog } from "../../../lib/process/log-columns.ts";
import type { Rules } from "./rules.ts";

/** What cases can be asked for; `a` and `b` are a step, a variant, an arc's two activities, an activity or an action. */
export const wantedKinds = [
  "skipped",
  "missing",
  "repeated",
  "outOfOrder",
  "variant",
  "arc",
  "activity",
  "action",
] as const;

/** Which cases are wanted: an index into `wantedKinds`, and its numbers. */
export interface Wanted {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
}

const listedAtMost = 500;

interface Listing {
  readonly rules: Rules;
  readonly states: Uint8Array;
  readonly wanted: Wanted | null;
}

/** The first cases that are as wanted, and how many there are: almost all of it is a question to the variants. */
export function listCases(log: LogColumns & { readonly passes: Uint8Array }, { rules, states, wanted }: Listing) {
  const listed: number[] = [];
  if (!wanted) return { listed: new Uint32Array(0), listedCount: Uint32Array.of(0) };
  const { ofCase } = variantsOfLog(log);
  const isWanted = variantsWanted(log, rules, wanted);
  const kind = wantedKinds[wanted.kind];
  const lastState = wanted.a !== rules.last ? 0 : kind === "skipped" ? 2 : kind === "missing" ? 1 : 0;
  const checksVoid = wanted.kind < wantedKinds.indexOf("variant");
  let count = 0;
  for (let c = 0; c < ofCase.length; c++) {
    if (log.passes.length > 0 && log.passes[c] !== 1) continue;
    if (checksVoid && log.voids[c] === 1) continue;
    if (isWanted[ofCase[c]] !== 1 && (lastState === 0 || states[c] !== lastState)) continue;
    if (listed.length < listedAtMost) listed.push(c);
    count++;
  }
  return { listed: Uint32Array.from(listed), listedCount: Uint32Array.of(count) };
}

/** 1 for each variant of the whole log whose cases are wanted. */
function variantsWanted(log: LogColumns, rules: Rules, { kind, a, b }: Wanted): Uint8Array {
  const variants = variantsOfLog(log);
  const { conformance, shown } = rules;
  const name = wantedKinds[kind];
  const test = (v: number): boolean => {
    if (name === "skipped" || name === "missing" || name === "repeated" || name === "outOfOrder")
      return (conformance[name][v] & (1 << a)) !== 0;
    if (name === "variant") return shown.of[v] === a;
    const own = shown.of[v];
    if (name === "action") {
      for (let k = variants.start[v]; k < variants.start[v + 1]; k++)
        if (log.activityAction[variants.activity[k]] === a) return true;
      return false;
    }
    for (let k = shown.start[own]; k < shown.start[own + 1]; k++) {
      if (shown.activity[k] !== a) continue;
      if (name === "activity" || (k + 1 < shown.start[own + 1] && shown.activity[k + 1] === b)) return true;
    }
    return false;
  };
  return Uint8Array.from({ length: variants.count }, (_, v) => (test(v) ? 1 : 0));
}
