import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Locale } from "../domain/document.ts";
import { createFormat, type Format } from "./format.ts";
import { createTexts, type Messages, type Texts } from "./texts.ts";

const LocaleContext = createContext<Locale>("zh-CN");

/** Says in which language everything below is written. */
export function LocaleProvider({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The texts of a feature in the present language. */
export function useTexts<Key extends string>(messages: Messages<Key>): Texts<Key> {
  const locale = useLocale();
  return useMemo(() => createTexts(messages, locale), [messages, locale]);
}

/** How the present language writes numbers, dates and durations. */
export function useFormat(): Format {
  return createFormat(useLocale());
}
