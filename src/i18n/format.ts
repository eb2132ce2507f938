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
  const numbers = numbersOf(locale);
  return { ...numbers, ...shares(locale), ...measures(locale, numbers.number), ...moments(locale) };
}

function digitsOf(locale: Locale) {
  return (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
}

function numbersOf(locale: Locale) {
  const digits = digitsOf(locale);
  const whole = digits({ maximumFractionDigits: 0 });
  const oneDecimal = digits({ maximumFractionDigits: 1 });
  const threeDigits = digits({ maximumSignificantDigits: 3 });
  const short = digits({ notation: "compact", maximumSignificantDigits: 3 });

  /** Whole with separators; below 1,000 with the decimals that matter. */
  function number(value: number): string {
    if (!Number.isFinite(value)) return noValue;
    const size = Math.abs(value);
    if (Number.isInteger(value) || size >= 1000) return whole.format(value);
    return size >= 100 ? oneDecimal.format(value) : threeDigits.format(value);
  }

  /** In few characters from 10,000 on, for axes and tight places: 3.4万, 34K. */
  function compact(value: number): string {
    return Math.abs(value) >= 10_000 ? short.format(value) : number(value);
  }

  return {
    number,
    compact,
    list: (items: readonly string[]) => items.join(locale === "zh-CN" ? "、" : ", "),
  };
}

function shares(locale: Locale) {
  const digits = digitsOf(locale);
  const share = digits({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const signedShare = digits({ style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const signedSmall = digits({ style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const signed = digits({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const multiple = digits({ maximumFractionDigits: 1 });
  const minus = (text: string) => text.replace("-", "−");
  const unknown = (value: number | null): value is null => value === null || !Number.isFinite(value);

  return {
    percent: (value: number | null) => (unknown(value) ? noValue : share.format(value)),
    /** A difference of shares in percentage points, with its sign. */
    points: (difference: number) => minus(signed.format(difference * 100)),
    /** A relative change with its sign; beyond the tenfold as a multiple. */
    change(value: number | null): string {
      if (unknown(value)) return noValue;
      if (value > 10) return `×${multiple.format(value + 1)}`;
      return minus((Math.abs(value) < 0.0995 ? signedSmall : signedShare).format(value));
    },
  };
}

function measures(locale: Locale, number: (value: number) => string) {
  const digits = digitsOf(locale);
  const whole = digits({ maximumFractionDigits: 0 });
  const oneDecimal = digits({ maximumFractionDigits: 1 });
  const [minutes, hoursUnit, days] = locale === "zh-CN" ? ["分钟", "小时", "天"] : ["min", "h", "d"];

  return {
    /** Minutes below an hour, hours below two days, else days. */
    duration(hours: number | null): string {
      if (hours === null || !Number.isFinite(hours)) return noValue;
      if (hours < 1) return `${whole.format(hours * 60)} ${minutes}`;
      return hours < 48 ? `${oneDecimal.format(hours)} ${hoursUnit}` : `${oneDecimal.format(hours / 24)} ${days}`;
    },
    /** In km² from 0.1 km² on, below it in m². */
    area(km2: number): string {
      if (!Number.isFinite(km2)) return noValue;
      return km2 >= 0.1 ? `${number(Math.round(km2 * 100) / 100)} km²` : `${whole.format(km2 * 1e6)} m²`;
    },
    metres: (value: number) => (value >= 1000 ? `${oneDecimal.format(value / 1000)} km` : `${whole.format(value)} m`),
    bytes(value: number): string {
      if (value < 1000) return `${whole.format(value)} B`;
      return value < 1e6 ? `${whole.format(value / 1000)} kB` : `${oneDecimal.format(value / 1e6)} MB`;
    },
  };
}

function moments(locale: Locale) {
  const moment = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    return (seconds: number) => formatter.format(seconds * 1000);
  };
  const date = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 16);
  const dayName = moment({ weekday: "short" });

  /** Both ends included: days where they are whole days, else with the time of day. */
  function range(from: number, to: number): string {
    const [first, last] = [date(from), date(to)];
    const wholeDays = from % 86_400 === 0 && (to + 1) % 86_400 === 0;
    if (wholeDays) return first === last ? first : `${first} – ${last}`;
    return `${first} ${clock(from)} – ${first === last ? "" : `${last} `}${clock(to)}`;
  }

  return {
    range,
    /** Both ends as days, whatever their time of day. */
    dates: (from: number, to: number) => (date(from) === date(to) ? date(from) : `${date(from)} – ${date(to)}`),
    date,
    clock,
    dateTime: (seconds: number) => `${date(seconds)} ${clock(seconds)}`,
    year: (seconds: number) => date(seconds).slice(0, 4),
    month: moment({ month: "short" }),
    dayOfMonth: moment({ month: "numeric", day: "numeric" }),
    /** Monday is 0. */
    weekday: (day: number) => dayName((4 + day) * 86_400),
  };
}
