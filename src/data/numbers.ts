const words = new Map([
  ["true", 1],
  ["false", 0],
  ["yes", 1],
  ["no", 0],
  ["是", 1],
  ["否", 0],
]);

/** A text as a number: a plain number, a truth value (1 or 0), or a wall-clock time (`2024-03-01 08:00:00`, `2024-03-01`) in seconds. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  if (trimmed === "") return Number.NaN;
  const number = Number(trimmed);
  if (!Number.isNaN(number)) return number;
  return words.get(trimmed.toLowerCase()) ?? wallClockSeconds(trimmed);
}

const wallClock = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?)?$/;

/** A wall-clock time as seconds since 1970 as if it were UTC; NaN if the text is none. */
export function wallClockSeconds(text: string): number {
  const match = wallClock.exec(text.trim());
  if (!match) return Number.NaN;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}
