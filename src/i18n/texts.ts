import type { Locale } from "../domain/document.ts";
import { createFormat } from "./format.ts";

/**
 * The texts of one feature in every language, the same keys in each. `{name}` stands for a value; `{name|case|cases}` for
 * the word that goes with one or with several.
 */
export type Messages<Key extends string = string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

/** Numbers are written in the language's manner, strings as they are. */
export type Values = Readonly<Record<string, string | number>>;

/** A text by its key, with values in their places. */
export type Texts<Key extends string> = (key: Key, values?: Values) => string;

/** The texts of a feature in one language: a function from key and values to text. */
export function createTexts<Key extends string>(messages: Messages<Key>, locale: Locale): Texts<Key> {
  const texts = messages[locale];
  return (key, values = {}) => interpolate(texts[key], values, locale);
}

/** Puts values in the places of their `{names}`; a name without a value stays as it is, so that it is seen. */
export function interpolate(text: string, values: Values, locale: Locale): string {
  return text.replaceAll(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (place, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (one !== undefined && other !== undefined) return Number(value) === 1 ? one : other;
    return typeof value === "number" ? createFormat(locale).number(value) : value;
  });
}
