import { type FilterField, filterFields } from "../../domain/case-chunk.ts";
import type { Locale } from "../../domain/document.ts";
import type { Filters } from "../../domain/filters.ts";
import { createFormat } from "../../i18n/format.ts";
import { createTexts } from "../../i18n/texts.ts";
import type { Names } from "../use-names.ts";
import { runsOf } from "./hours.ts";
import { messages } from "./messages.ts";

/** Which filter a text is about. */
export type FilterKey = "time" | "areas" | "hours" | FilterField;

/** An active filter in words: in short for a chip, and in full. */
export interface FilterWords {
  readonly key: FilterKey;
  readonly short: string;
  readonly full: string;
}

/** The active filters in words, in the order of the panels: time, areas, fields, hours. */
export function filtersInWords(filters: Filters, names: Names, locale: Locale): FilterWords[] {
  const texts = createTexts(messages, locale);
  const format = createFormat(locale);
  const { time, areas, values, hours } = filters;
  const few = (items: readonly string[]) =>
    items.length > 1 ? texts("andMore", { name: items[0] ?? "", more: items.length - 1 }) : format.list(items);
  const words: FilterWords[] = [];
  const add = (key: FilterKey, label: string, items: readonly string[]) =>
    words.push({ key, short: few(items), full: texts("labelled", { label, names: format.list(items) }) });
  if (time) {
    const range = format.range(...time);
    words.push({ key: "time", short: range, full: range });
  }
  if (areas) {
    const items = areas.ids.map((id) => names.area({ level: areas.level, id }));
    add("areas", names.level(areas.level), items);
  }
  for (const field of filterFields) {
    const chosen = values[field];
    if (chosen)
      add(
        field,
        names.field(field),
        chosen.map((value) => names.value(field, value)),
      );
  }
  if (hours) add("hours", texts("hours"), hoursInWords(hours, locale));
  return words;
}

/** Hours of the week as words: "Mon–Fri 08–12", one item for each group of days with the same hours. */
export function hoursInWords(hours: readonly number[], locale: Locale): string[] {
  const format = createFormat(locale);
  const texts = createTexts(messages, locale);
  const byHours = new Map<string, number[]>();
  for (let day = 0; day < 7; day++) {
    const own = hours.filter((hour) => Math.floor(hour / 24) === day).map((hour) => hour % 24);
    if (own.length === 0) continue;
    const key =
      own.length === 24
        ? texts("allDay")
        : runsOf(own)
            .map(([from, to]) => `${pad(from)}:00–${pad(to + 1)}:00`)
            .join(" ");
    byHours.set(key, [...(byHours.get(key) ?? []), day]);
  }
  return [...byHours].map(([key, days]) => {
    const names = runsOf(days).map(([from, to]) => span(format.weekday(from), format.weekday(to)));
    return `${format.list(names)} ${key}`;
  });
}

const pad = (hour: number) => String(hour).padStart(2, "0");
const span = (from: string, to: string) => (from === to ? from : `${from}–${to}`);
