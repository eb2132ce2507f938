import { toFault } from "../../domain/fault.ts";
import type { FromAnalyst, ToAnalyst } from "../../wall/model/findings.ts";
import { announceLife } from "../../worker/life.ts";
import { createAnalyst } from "./analyst.ts";

/*
 * The product's own analyses for a wall, off the page: whatever they read or hold is gone when this worker is ended,
 * after each round, so that weeks of them leave nothing behind.
 */
announceLife(self);
const analyse = createAnalyst();
const answer = (message: FromAnalyst) => self.postMessage(message);

self.addEventListener("message", ({ data: { id, task } }: MessageEvent<ToAnalyst>) => {
  analyse(task).then(
    (findings) => answer({ type: "found", id, findings }),
    (error: unknown) => {
      const { code, values } = toFault(error, "corrupt", { file: "cases" });
      answer({ type: "failed", id, fault: { code, values } });
    },
  );
});
