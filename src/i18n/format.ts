import type { Locale } from "../domain/document.ts";

/** What stands where a value is unknown or has no denominator. */
export const noValue = "—";

/** How one language writes numbers, dates and durations. Moments are wall-clock seconds (see ARCHITECTURE). */
export type Format = ReturnType<typeof build>;

const formats = new Map<Locale, Format>();

/** The formats of a language; made once. */
export function createFormat(locale: Locale): Format {
  const format = formats.get(locale) ?? build(locale);
  formats.set(locale, format);
  return format;
}

function build(locale: Locale) {
  const chinese = locale === "zh-CN";
  const digits = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const moment = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    return (seconds: number) => formatter.format(seconds * 1000);
  };
  const whole = digits({ maximumFractionDigits: 0 });
  const oneDecimal = digits({ maximumFractionDigits: 1 });
  const threeDigits = digits({ maximumSignificantDigits: 3 });
  const short = digits({ notation: "compact", maximumSignificantDigits: 3 });
  const share = digits({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const signed = digits({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const signedShare = digits({ style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const minus = (text: string) => text.replace("-", "−");
  const date = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 16);
  const unit = (value: string, zh: string, en: string) => (chinese ? `${value} ${zh}` : `${value} ${en}`);

  /** Whole with separators; below 100 with the decimals that matter. */
  function number(value: number): string {
    if (!Number.isFinite(value)) return noValue;
    const size = Math.abs(value);
    if (Number.isInteger(value) || size >= 1000) return whole.format(value);
    return size >= 100 ? oneDecimal.format(value) : threeDigits.format(value);
  }

  /** In few characters, for axes and tight places: 3.4万, 34K. */
  function compact(value: number): string {
    if (!Number.isFinite(value)) return noValue;
    return Math.abs(value) < (chinese ? 10_000 : 1000) ? number(value) : short.format(value);
  }

  function percent(value: number | null): string {
    return value === null || !Number.isFinite(value) ? noValue : share.format(value);
  }

  /** A relative change with its sign; beyond a thousandfold as a multiple. */
  function change(value: number | null): string {
    if (value === null || !Number.isFinite(value)) return noValue;
    return value > 10 ? `×${oneDecimal.format(value + 1)}` : minus(signedShare.format(value));
  }

  /** A difference of shares in percentage points, with its sign. */
  function points(difference: number): string {
    return minus(signed.format(difference * 100));
  }

  /** Minutes below an hour, hours below two days, else days. */
  function duration(hours: number | null): string {
    if (hours === null || !Number.isFinite(hours)) return noValue;
    if (hours < 1) return unit(whole.format(hours * 60), "分钟", "min");
    if (hours < 48) return unit(oneDecimal.format(hours), "小时", "h");
    return unit(oneDecimal.format(hours / 24), "天", "d");
  }

  /** km² from 0.1 km² on, below it m². */
  function area(km2: number): string {
    if (!Number.isFinite(km2)) return noValue;
    return km2 >= 0.1 ? `${number(Math.round(km2 * 100) / 100)} km²` : `${whole.format(km2 * 1e6)} m²`;
  }

  function metres(value: number): string {
    return value >= 1000 ? `${oneDecimal.format(value / 1000)} km` : `${whole.format(value)} m`;
  }

  function bytes(value: number): string {
    if (value < 1000) return `${whole.format(value)} B`;
    return value < 1e6 ? `${whole.format(value / 1000)} kB` : `${oneDecimal.format(value / 1e6)} MB`;
  }

  /** Both ends included: days where they are whole days, else with the time of day. */
  function range(from: number, to: number): string {
    const [first, last] = [date(from), date(to)];
    const wholeDays = from % 86_400 === 0 && (to + 1) % 86_400 === 0;
    if (wholeDays) return first === last ? first : `${first} – ${last}`;
    return `${first} ${clock(from)} – ${first === last ? "" : `${last} `}${clock(to)}`;
  }

  return {
    number,
    compact,
    percent,
    change,
    points,
    duration,
    area,
    metres,
    bytes,
    range,
    date,
    clock,
    dateTime: (seconds: number) => `${date(seconds)} ${clock(seconds)}`,
    month: moment(chinese ? { year: "numeric", month: "numeric" } : { year: "numeric", month: "short" }),
    monthOnly: moment({ month: "short" }),
    dayOfMonth: moment({ month: "numeric", day: "numeric" }),
    year: (seconds: number) => date(seconds).slice(0, 4),
    /** Monday is 0. */
    weekday: (day: number) => moment({ weekday: "short" })((4 + day) * 86_400),
    list: (items: readonly string[]) => items.join(chinese ? "、" : ", "),
  };
}
