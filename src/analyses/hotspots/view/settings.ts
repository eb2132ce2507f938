import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { madeLevels } from "../../../state/made-cells.ts";
import { analyses, type ParamsOf } from "../../index.ts";
import type { Measure } from "../kernel/measure.ts";
import { params } from "../kernel/params.ts";

const rates = ["per_1000", "per_km2", "per_facility", "overdue_share"] as const;
const quantities = ["count", ...rates, "median_days"] as const;
export type Quantity = (typeof quantities)[number];

/** What is judged, and what it is compared with; the parameters of the test itself are the analysis' own. */
export const subjectParams = {
  quantity: { kind: "choice", default: "count", options: quantities },
  compare: { kind: "choice", default: "none", options: ["none", "previous", "year"] },
  picture: { kind: "choice", default: "beside", options: ["beside", "change", "shift"] },
} as const satisfies ParamSpec;

/** The test's parameters as the form asks for them: how a rate is made matters only where there is a base. */
export const testParams = {
  ...params,
  measure: {
    kind: "choice",
    default: "rate",
    options: ["rate", "excess-risk", "eb-global", "eb-local", "ebi"],
    when: { quantity: rates },
  },
} as const satisfies ParamSpec;

/** Everything the result depends on beside the cases, valid. */
export interface Settings {
  readonly subject: ParamValues<typeof subjectParams>;
  readonly test: ParamValues<typeof testParams>;
  /** Squares or hexagons made on the fly; `null` for areas of the dataset. */
  readonly made: ParamsOf<"cells"> | null;
  readonly neighbours: ParamsOf<"neighbours">;
}

export function settingsOf({ analyses: all }: Pick<Document, "analyses">): Settings {
  const own = all.hotspots ?? {};
  const made = madeLevels.find((level) => level === own.level);
  const subject = validParams(subjectParams, own);
  return {
    subject: made ? { ...subject, quantity: "count" } : subject,
    test: validParams(testParams, own),
    made: made ? { ...validParams(analyses.cells.params, all.cells ?? {}), shape: made } : null,
    neighbours: validParams(analyses.neighbours.params, all.neighbours ?? {}),
  };
}

/** Whether a quantity is cases out of something. */
export function hasBase(quantity: Quantity): boolean {
  return rates.some((rate) => rate === quantity);
}

/** The kernel's parameters: shares take their own empirical Bayes, and numbers without a base are themselves. */
export function kernelParams({ subject, test }: Settings): ParamsOf<"hotspots"> {
  const share = subject.quantity === "overdue_share" && test.measure === "eb-global";
  const measure: Measure = !hasBase(subject.quantity) ? "value" : share ? "eb-share" : test.measure;
  return { ...test, measure };
}

/** Everything that a result depends on, as one text; what is only shown is left out. */
export function settingsKey({ subject: { picture: _, ...subject }, ...rest }: Settings): string {
  return JSON.stringify([subject, rest]);
}
