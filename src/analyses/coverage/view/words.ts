import type { Format } from "../../../i18n/format.ts";
import type { Texts } from "../../../i18n/texts.ts";
import type { CoverageResult } from "./compute.ts";
import type { Figures } from "./live.ts";
import type { messages } from "./messages.ts";
import type { Reading } from "./reading.ts";
import type { BlindSpot } from "./spots.ts";

export type ViewTexts = Texts<keyof (typeof messages)["en"]>;

export interface Words {
  readonly t: ViewTexts;
  readonly format: Format;
}

/** Square metres, from 0.1 km² on in km². */
export function writeM2(m2: number, { format }: Pick<Words, "format">): string {
  return format.area(m2 / 1e6);
}

interface Answer {
  readonly result: CoverageResult;
  readonly figures: Figures;
  readonly reading: Reading;
  readonly spots: readonly BlindSpot[];
}

/** The answer in one sentence; what stands between asterisks is strong. */
export function answerOf({ result, figures, reading, spots }: Answer, { t, format }: Words): string {
  const { streetMetres, streetSeen, placeSeen } = figures;
  const said = {
    level: t(`level.${result.input.settings.form.level}`),
    cameras: format.number(reading.always),
    street: format.percent(streetSeen[0] / streetMetres),
    open: format.percent(figures.seenM2 / reading.openM2),
    blind: placeSeen.reduce((count, share) => count + (share === 0 ? 1 : 0), 0),
    places: placeSeen.length,
    spots: spots.length,
    cases: format.number(spots.reduce((sum, { cases }) => sum + cases, 0)),
  };
  if (reading.always === 0 && reading.turning > 0) {
    const reach = format.percent(reading.reachableM2 / reading.openM2);
    return t("answerTurning", { ...said, turning: format.number(reading.turning), reach });
  }
  if (!(streetMetres > 0)) return t("answerNoStreets", said);
  return t(placeSeen.length > 0 ? "answer" : "answerNoPlaces", said);
}

/** What to be careful about, most serious first. */
export function warningsOf({ city }: CoverageResult, reading: Reading, { t, format }: Words): string[] {
  const fields = reading.assumed.map(([name, count]) => t(`assumed.${name}`, { count: format.number(count) }));
  const outlines = reading.buildingProblems.map(([name, count]) =>
    t(`outline.${name}`, { count: format.number(count) }),
  );
  const warnings: (string | false)[] = [
    reading.assumedCameras > 0 &&
      t("assumed", { cameras: format.number(reading.assumedCameras), fields: format.list(fields) }),
    city.buildings.heightMetres.length === 0 && t("noBuildings"),
    city.roads.from.length === 0 && t("noRoads"),
    reading.out > 0 && t("outCount", { count: reading.out }),
    outlines.length > 0 && t("buildingsWrong", { kinds: format.list(outlines) }),
  ];
  return warnings.filter((text) => text !== false);
}
