import type { Document } from "../../../domain/document.ts";
import { setAnalysis } from "../../../state/actions.ts";

/** What a person has said of an alert. `real` and `false` close it. */
export const verdicts = ["new", "seen", "real", "false"] as const;
export type Verdict = (typeof verdicts)[number];

export interface Decision {
  readonly verdict: Verdict;
  readonly comment: string;
}

const undecided: Decision = { verdict: "new", comment: "" };

/** What has been said of an alert, as the document keeps it: `verdict|comment` under the alert's id. */
export function decisionOf({ analyses }: Pick<Document, "analyses">, id: string): Decision {
  const [verdict, comment] = String(analyses.alerts?.[id] ?? "").split(/\|(.*)/s);
  const known = verdicts.find((one) => one === verdict);
  return known ? { verdict: known, comment: comment ?? "" } : undecided;
}

/** Keeps what is said of an alert in the document, and with it in the link and the file. */
export function decide(id: string, { verdict, comment }: Decision): void {
  setAnalysis("alerts", { [id]: `${verdict}|${comment}` });
}

/** Whether an alert needs no more attention. */
export const isClosed = ({ verdict }: Decision): boolean => verdict === "real" || verdict === "false";
