import { type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { params } from "../kernel/params.ts";

/** What is set up for the workbench; all of it is in the link. */
export interface Settings {
  readonly form: ParamValues<typeof params>;
  /** Level of the atoms, and of today's units; null: the view chooses. `whole` takes the town as one unit. */
  readonly atoms: AreaLevel | null;
  readonly base: AreaLevel | "whole" | null;
  /** The plan as text (`lib/plan-code.ts`); empty: as today. */
  readonly plan: string;
  /** Unit → name, for units that were given one. */
  readonly names: ReadonlyMap<number, string>;
  /** `<unit>.<fact>` → yes or no, as the user says. */
  readonly said: ReadonlyMap<string, boolean>;
  readonly locked: readonly number[];
  readonly note: string;
  /** Links between atoms that do not touch (`lib/plan-bridges.ts`); empty: none. */
  readonly bridges: string;
}

const separator = ";";

/** Names of units as the settings keep them, read. */
export function namesOf(text: string): ReadonlyMap<number, string> {
  return new Map(pairsOf(text).map(([key, name]) => [Number(key), name]));
}

const pairsOf = (text: string) =>
  text.split(separator).flatMap((entry) => {
    const [key = "", value] = entry.split(/=(.*)/s);
    return value === undefined ? [] : [[key, value] as const];
  });

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.units ?? {};
  return {
    form: validParams(params, own),
    atoms: areaLevels.find((level) => level === own.atoms) ?? null,
    base: own.base === "whole" ? "whole" : (areaLevels.find((level) => level === own.base) ?? null),
    plan: typeof own.plan === "string" ? own.plan : "",
    names: namesOf(String(own.names ?? "")),
    said: new Map(pairsOf(String(own.said ?? "")).map(([key, value]) => [key, value === "yes"])),
    locked: String(own.locked ?? "")
      .split("+")
      .filter((text) => text !== "")
      .map(Number),
    note: String(own.note ?? ""),
    bridges: String(own.bridges ?? ""),
  };
}

/** Names as the settings keep them. */
export function namesSetting(names: ReadonlyMap<number, string>): string {
  return [...names].map(([unit, name]) => `${unit}=${name.replaceAll(separator, " ")}`).join(separator);
}

/** What the user said as the settings keep it. */
export function saidSetting(said: ReadonlyMap<string, boolean>): string {
  return [...said].map(([key, value]) => `${key}=${value ? "yes" : "no"}`).join(separator);
}

/** Locked units as the settings keep them: never only digits, which a link would take for a number. */
export function lockedSetting(units: readonly number[]): string {
  return units.map((unit) => `+${unit}`).join("");
}
