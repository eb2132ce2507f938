import { type Outcome, outcomes } from "../../domain/case-chunk.ts";
import { durationBin, durationBinCount, durationBinStartHours } from "../../domain/duration.ts";

const index = (outcome: Outcome): number => outcomes.indexOf(outcome);
const voided = index("void");
const closed = { onTime: index("closed_on_time"), late: index("closed_late"), noLimit: index("closed_no_limit") };
const open = { inTime: index("open_in_time"), overdue: index("open_overdue"), noLimit: index("open_no_limit") };

/** What a status alone says of a case: its times decide, it is over, or it does not count. */
export const statusRules = { times: 0, closed: 1, void: 2 } as const;

/** The rule of a status of the canonical model; a status the model does not know leaves it to the times. */
export function statusRule(status: string): number {
  if (status === "void" || status === "rejected") return statusRules.void;
  return status === "closed" ? statusRules.closed : statusRules.times;
}

/**
 * How a case stands at `asOf`, as an index into `outcomes`. Times are seconds, NaN where unknown. A case with a closing
 * time is closed whatever its status; one whose status is closed but whose closing time is unknown is closed without
 * a verdict on its limit.
 */
export function outcomeOf(rule: number, due: number, closedAt: number, asOf: number): number {
  if (rule === statusRules.void) return voided;
  const limited = !Number.isNaN(due);
  if (!Number.isNaN(closedAt)) return limited ? (closedAt <= due ? closed.onTime : closed.late) : closed.noLimit;
  if (rule === statusRules.closed) return closed.noLimit;
  return limited ? (asOf <= due ? open.inTime : open.overdue) : open.noLimit;
}

/** First whole second of every duration bin, and one beyond the last. */
const starts = Float64Array.from({ length: durationBinCount + 1 }, (_, bin) => {
  if (bin === 0) return 0;
  if (bin === durationBinCount) return Number.POSITIVE_INFINITY;
  let second = Math.floor(durationBinStartHours(bin) * 3600) - 1;
  while (durationBin(second / 3600) < bin) second++;
  return second;
});

/** Bin at the start of each 1/256 of a power of two; within one such part at most one bin begins. */
const coarse = Uint8Array.from({ length: 32 * 256 }, (_, key) =>
  durationBin(Math.floor((2 ** (key >> 8) * (256 + (key & 255))) / 256) / 3600),
);

/** `durationBin` of whole seconds, without a logarithm. */
export function durationBinOfSeconds(seconds: number): number {
  if (!(seconds >= 1)) return 0;
  const whole = seconds < 4_294_967_295 ? seconds >>> 0 : 4_294_967_295;
  const octave = 31 - Math.clz32(whole);
  let bin = coarse[(octave << 8) | (((whole << (31 - octave)) >>> 23) & 255)] as number;
  while (whole >= (starts[bin + 1] as number)) bin++;
  return bin;
}
