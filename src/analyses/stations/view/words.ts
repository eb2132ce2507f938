import type { Format } from "../../../i18n/format.ts";
import type { Texts } from "../../../i18n/texts.ts";
import type { WhatIfResult } from "./compute.ts";
import type { messages } from "./messages.ts";

interface Words {
  readonly t: Texts<keyof (typeof messages)["en"]>;
  readonly format: Format;
}

/** Farther than this from any road is warned of. */
const farMetres = 300;

/** What to be careful about in a plan: stations off the network or far from it, by name, and roads that do not connect. */
export function warningsOf({ after, input }: WhatIfResult, { t, format }: Words): string[] {
  if (!after) return [];
  const { stationSnapMetres, roads } = after.output;
  const name = (row: number) => after.open.names[row] ?? "";
  const warnings = [...stationSnapMetres].flatMap((metres, row) => {
    const limit = format.metres(input.plan.travel.form.snapMetres);
    if (metres === Infinity) return [t("stationOff", { name: name(row), metres: limit })];
    return metres > farMetres ? [t("stationFar", { name: name(row), metres: format.metres(Math.round(metres)) })] : [];
  });
  const [pieces = 0, apart = 0] = roads;
  if (apart > 0) warnings.push(t("apart", { pieces: format.number(pieces), share: format.percent(apart) }));
  return warnings;
}
