import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "../browser/browser.ts";
import { builtApp } from "../browser/built-app.ts";
import { createFeed } from "../feed/feed.ts";
import { serve } from "../serve/server.mjs";
import { soakCurve } from "./curve.ts";
import { type SoakSample, soak } from "./soak.ts";

const usage = `npm run soak -- [options]

Lets the wall run in Chromium on a feed that is time-compressed, and draws what the page holds.

  --hours <n>      how long (1)
  --minutes <n>    minutes of the feed in one step (1)
  --out <path>     where the samples and the curve go, without ending (docs/wall-soak)`;

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "1" },
    minutes: { type: "string", default: "1" },
    out: { type: "string", default: "docs/wall-soak" },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  if (values.help) return console.log(usage);
  const folder = await mkdtemp(join(tmpdir(), "soak-"));
  const root = await builtApp();
  const site = await serve({ root, mounts: { "/data/feed": join(folder, "town") } });
  const feed = await createFeed({ source: join(root, "data/sample"), out: join(folder, "town"), start: "2025-12-20" });
  const browser = await openBrowser();
  const taken: SoakSample[] = [];
  const told = ({ seconds, appends, heapBytes, listeners, canvases, longTasks }: SoakSample) =>
    console.log(
      `${seconds.toFixed(0)} s: ${appends} appends, ${(heapBytes / 1e6).toFixed(1)} MB, ${listeners} listeners, ${canvases} canvases, ${longTasks} long tasks`,
    );
  try {
    await soak({
      browser,
      feed,
      url: `${site.url}#/wall?data=data/feed/&every=1&preset=all`,
      seconds: Number(values.hours) * 3600,
      minutesPerStep: Number(values.minutes),
      samples: 60,
      onSample: (sample) => {
        taken.push(sample);
        told(sample);
      },
    });
  } finally {
    await writeFile(`${values.out}.json`, `${JSON.stringify(taken, null, 2)}\n`);
    await writeFile(`${values.out}.svg`, soakCurve(taken));
    await browser.close();
    await site.close();
    feed.close();
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
