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
import { measureUpdates } from "./updates.ts";
import { brokenBy } from "./verdict.ts";

const usage = `npm run soak -- [options]

Lets the wall run in Chromium on a feed that is time-compressed, draws what the page holds, and says what was broken.

  --hours <n>      how long (1)
  --appends <n>    ends after so many, if that is earlier (10080: a week of minutes)
  --minutes <n>    minutes of the feed in one step (1)
  --start <date>   where the feed begins in the sample town's past: later is more cases (2024-07-01)
  --size <w>x<h>   pixels of the wall (1920x1080)
  --samples <n>    samples that are taken, evenly (60)
  --out <path>     where the samples and the curve go, without ending (docs/wall-soak)
  --updates <n>    no soak: measures so many small updates without a GPU and with an emulated one`;

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "1" },
    appends: { type: "string", default: "10080" },
    minutes: { type: "string", default: "1" },
    start: { type: "string", default: "2024-07-01" },
    samples: { type: "string", default: "60" },
    size: { type: "string", default: "1920x1080" },
    out: { type: "string", default: "docs/wall-soak" },
    updates: { type: "string", default: "" },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  if (values.help) return console.log(usage);
  if (values.updates) return updates(Number(values.updates));
  const folder = await mkdtemp(join(tmpdir(), "soak-"));
  const root = await builtApp();
  const site = await serve({ root, mounts: { "/data/feed": join(folder, "town") } });
  const feed = await createFeed({ source: join(root, "data/sample"), out: join(folder, "town"), start: values.start });
  const browser = await openBrowser();
  const taken: SoakSample[] = [];
  const [width = 1920, height = 1080] = values.size.split("x").map(Number);
  const told = (sample: SoakSample) =>
    console.log(
      `${sample.seconds.toFixed(0)} s: ${sample.appends} appends, ${(sample.heapBytes / 1e6).toFixed(2)} MB (${(sample.objectBytes / 1e6).toFixed(3)} objects) of ${(sample.processBytes / 1e6).toFixed(0)}, ${sample.listeners} listeners, ${sample.canvases} + ${sample.detachedCanvases} canvases, ${sample.timers} timers, ${sample.workers} workers, ${sample.longTasks} long and ${sample.slowTasks} slow tasks, longest ${sample.longestMs.toFixed(0)} ms`,
    );
  try {
    await soak({
      browser,
      feed,
      url: `${site.url}#/wall?data=data/feed/&every=1&analyse=600&preset=all`,
      seconds: Number(values.hours) * 3600,
      appends: Number(values.appends),
      minutesPerStep: Number(values.minutes),
      samples: Number(values.samples),
      size: { width, height },
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
  const broken = brokenBy(taken);
  console.log(broken.length > 0 ? `broken: ${broken.join("; ")}` : "nothing was broken");
  if (broken.length > 0) process.exitCode = 1;
}

/** Prints what small updates of a wall take, by what draws it. */
async function updates(count: number): Promise<void> {
  const root = await builtApp();
  const [width = 1920, height = 1080] = values.size.split("x").map(Number);
  for (const by of ["none", "emulated"] as const) {
    const folder = await mkdtemp(join(tmpdir(), "updates-"));
    const site = await serve({ root, mounts: { "/data/feed": join(folder, "town") } });
    const feed = await createFeed({
      source: join(root, "data/sample"),
      out: join(folder, "town"),
      start: values.start,
    });
    const browser = await openBrowser({ by });
    const url = `${site.url}#/wall?data=data/feed/&every=3600&analyse=100000&preset=overview&grid=6x3`;
    const size = { width, height };
    for (const taken of await measureUpdates({ browser, url, feed, size, updates: count, minutesPerStep: 60 }))
      console.log(
        `GPU ${by}: ${taken.milliseconds.toFixed(0)} ms, ${taken.processorMs} ms of processor time, ${taken.compositingMs} of it compositing`,
      );
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
