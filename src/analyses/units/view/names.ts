import type { Locale } from "../../../domain/document.ts";
import { createTexts } from "../../../i18n/texts.ts";
import type { Atoms } from "./atoms.ts";
import { messages } from "./messages.ts";
import type { Settings } from "./settings.ts";

/** The name of a unit: the given one, else that of today, else a number. */
export function unitNames(atoms: Atoms | null, { names }: Settings, locale: Locale): (unit: number) => string {
  const t = createTexts(messages, locale);
  const today = atoms?.base.names ?? [];
  return (unit) => {
    const given = names.get(unit);
    if (given) return given;
    const own = today[unit];
    if (own) return own;
    if (atoms?.base.level === "whole" && unit === 0) return t("wholeTown");
    return unit < today.length ? t("outside") : t("newUnit", { number: unit - today.length + 1 });
  };
}
