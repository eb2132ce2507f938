import { useLayoutEffect } from "react";
import { useTexts } from "../i18n/locale.tsx";
import { hexOf, hotCold, sequential } from "../lib/colour.ts";
import { useLocal } from "../state/local-store.ts";
import type { Wall } from "./control.ts";
import { messages } from "./messages.ts";
import { wallPalettes } from "./model/palette.ts";

/** The page is in the wall's language and colours. */
export function useWallTheme(wall: Wall): void {
  const theme = useLocal(wall.wall, ({ shared }) => shared.theme);
  const locale = useLocal(wall.wall, ({ shared }) => shared.locale);
  const t = useTexts(messages);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = locale;
    root.dataset.theme = theme;
    document.title = t(wall.link.remote ? "remote" : "wall");
    for (const [name, colour] of Object.entries(wallPalettes[theme])) {
      root.style.setProperty(`--wall-${name}`, hexOf(colour));
    }
    for (const [sign, colour] of hotCold[theme].entries()) {
      if (colour) root.style.setProperty(`--wall-sign-${sign}`, hexOf(colour));
    }
    for (const step of [0, 1, 2]) root.style.setProperty(`--wall-ramp-${step}`, hexOf(sequential[theme](step / 2)));
  }, [wall, theme, locale, t]);
}
