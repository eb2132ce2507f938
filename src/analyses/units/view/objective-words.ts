import type { Format } from "../../../i18n/format.ts";
import { objectives } from "../../../lib/regions/objectives.ts";

/** Writes a value of an objective in its unit: shares as percent, fine enough to tell plans apart. */
export function writeObjective(objective: number, format: Format): (value: number) => string {
  const key = objectives[objective];
  if (key === "access") return format.metres;
  if (key === "response") return (seconds) => format.duration(seconds / 3600);
  if (key === "groups") return (count) => format.number(Number(count.toPrecision(3)));
  return (share) => `${format.number(Number((100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0)))}%`;
}
