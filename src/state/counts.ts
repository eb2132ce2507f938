import { Fault } from "../domain/fault.ts";
import type { CountQuestion, WindowCounts } from "../engine/linked/protocol.ts";
import { type Live, onLive } from "./session.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Counts cases of the open dataset beside the main question; rejects while none is open. */
export function countCases(question: CountQuestion): Promise<readonly WindowCounts[]> {
  return live ? live.linked.count(question) : Promise.reject(new Fault("aborted"));
}
