/** What tells the time of day, and what only ever runs forward; both in milliseconds. */
export interface ClockSources {
  readonly date: () => number;
  readonly tick: () => number;
}

/** A computer's clock that differs from what it should be by more than this has been set, or is wrong. */
export const jumpMilliseconds = 5000;

/** The date header of a server is cut off to seconds and takes its way. */
const serverMilliseconds = 2000;

/**
 * A clock that does not jump: it runs by the steady ticks and is set by servers. Without a server it follows the computer's
 * date when that has been set.
 */
export function createSteadyClock({ date, tick }: ClockSources) {
  let base = { at: date(), tick: tick() };
  let heard = false;
  let lastJump = 0;
  const now = () => base.at + (tick() - base.tick);

  return {
    now,
    /** Takes a server's time in milliseconds. */
    hear(serverTime: number): void {
      heard = true;
      if (Math.abs(serverTime - now()) > serverMilliseconds) base = { at: serverTime, tick: tick() };
    },
    /** Milliseconds by which the computer's date has been set since the last call, 0 where it has not. */
    jumped(): number {
      const drift = date() - now();
      const jump = Math.abs(drift - lastJump) > jumpMilliseconds ? drift - lastJump : 0;
      if (jump !== 0 && !heard) base = { at: date(), tick: tick() };
      if (jump !== 0) lastJump = heard ? drift : 0;
      return jump;
    },
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Seconds of the wall clock in an IANA time zone at a moment in milliseconds, as if that clock were UTC. */
export function zonedSeconds(milliseconds: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}
