import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { params } from "../kernel/params.ts";

/** The questions of the boundary check, one page each. */
export const pages = ["check", "cross", "known", "cells"] as const;
export type Page = (typeof pages)[number];

/** The parameters as the form asks for them. */
export const formParams = {
  ...params,
  awayMetres: { kind: "number", default: 10, min: 0, max: 50, step: 1, unit: "metres" },
  leastMetres: { kind: "number", default: 20, min: 5, max: 500, step: 5, unit: "metres" },
  profile: { kind: "choice", default: "15", options: ["15", "14", "16"] },
} as const satisfies ParamSpec;

/** Which parameters each page has. */
export const formOfPage = {
  check: ["toleranceMetres", "sliverMetres", "openGapMetres"],
  cross: ["crossShare", "keepShare", "toleranceMetres"],
  known: ["crossShare", "awayMetres", "leastMetres", "toleranceMetres"],
  cells: ["profile", "crossShare", "toleranceMetres"],
} as const satisfies Readonly<Record<Page, readonly (keyof typeof formParams)[]>>;

export interface Settings {
  readonly form: ParamValues<typeof formParams>;
  readonly page: Page;
  /** The level whose defects are listed; `null`: the one with most of them. */
  readonly level: AreaLevel | null;
  /** The levels that are laid over each other, and the one that stands for police precincts. */
  readonly one: AreaLevel | null;
  readonly other: AreaLevel | null;
  readonly police: AreaLevel | null;
}

const levelNamed = (name: unknown) => areaLevels.find((level) => level === name) ?? null;

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.boundary ?? {};
  return {
    form: validParams(formParams, own),
    page: pages.find((page) => page === own.page) ?? "check",
    level: levelNamed(own.level),
    one: levelNamed(own.one),
    other: levelNamed(own.other),
    police: levelNamed(own.police),
  };
}
