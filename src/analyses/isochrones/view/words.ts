import type { Format } from "../../../i18n/format.ts";
import type { Texts } from "../../../i18n/texts.ts";
import type { TravelResult } from "../../../state/travel.ts";
import { problemsOf } from "./figures.ts";
import type { messages } from "./messages.ts";

interface Words {
  readonly t: Texts<keyof (typeof messages)["en"]>;
  readonly format: Format;
}

/** What to be careful about: roads apart, stations and places off the network. */
export function warningsOf(result: TravelResult, { t, format }: Words): string[] {
  const found = problemsOf(result);
  const count = (value: number) => ({ count: format.number(value) });
  const far = format.metres(result.input.settings.form.snapMetres);
  const warnings = [
    found.apart > 0 && t("apart", { pieces: format.number(found.pieces), share: format.percent(found.apart) }),
    found.stationsOff > 0 && t("stationsOff", { ...count(found.stationsOff), metres: far }),
    found.stationsFar > 0 && t("stationsFar", { ...count(found.stationsFar), metres: format.metres(found.farthest) }),
    found.placesOff > 0 && t("placesOff", { ...count(found.placesOff), metres: far }),
    found.placesFar > 0 && t("placesFar", count(found.placesFar)),
    found.unreached > 0 && t("unreached", count(found.unreached)),
    result.by === "area" && t("byArea"),
  ];
  return warnings.filter((text) => text !== false);
}
