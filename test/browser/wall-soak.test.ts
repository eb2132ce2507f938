import { afterAll, beforeAll, expect, test } from "vitest";
import { soak } from "../../scripts/soak/soak.ts";
import { brokenBy } from "../../scripts/soak/verdict.ts";
import { encoded, feedPath, layoutWith, openSite } from "./wall/page.ts";

/** Five minutes unless told otherwise; the long one, as fast as data is taken and with 1 % of the whole heap, is `npm run soak`. */
const seconds = Number(process.env.WALL_SOAK_SECONDS ?? 300);

let open: Awaited<ReturnType<typeof openSite>>;

beforeAll(async () => {
  open = await openSite();
});
afterAll(() => open.close());

test(`a soak of ${seconds} s leaves no memory, canvases, listeners or timers behind, and no task is long`, {
  timeout: 120_000 + seconds * 3000,
}, async () => {
  const layout = layoutWith(
    [{ view: "map", surface: "density" }, { view: "figures" }, { view: "trend" }, { view: "ranking" }],
    [{ view: "map", measure: "open" }, { view: "rhythm" }, { view: "bars" }, { view: "limits" }],
  );
  const samples = await soak({
    browser: open.browser,
    url: `${open.site.url}#/wall?data=${feedPath}&every=1&layout=${encoded(layout)}`,
    feed: open.feed,
    seconds,
    samples: 20,
    sceneSeconds: 3,
    // Other tests run beside it, and need the processor.
    restMilliseconds: 1000,
  });
  expect(samples.at(-1)?.appends).toBeGreaterThan(seconds / 4);
  expect(brokenBy(samples, { short: true })).toEqual([]);
});
