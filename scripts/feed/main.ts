import { setTimeout as after } from "node:timers/promises";
import { parseArgs } from "node:util";
import { zonedSeconds } from "../../src/lib/wall-clock.ts";
import { createFeed, shifted } from "./feed.ts";

const usage = `npm run feed -- --out <folder> [options]

Grows a dataset folder as a real feed would: tells the past of a dataset again, as now.

  --source <folder>   the dataset that is told (public/data/sample)
  --start <moment>    where its telling begins (2025-12-25)
  --minutes <n>       minutes of the feed that one step takes (1)
  --every <seconds>   seconds between steps (60); less is time-compressed
  --steps <n>         ends after so many (never)
  --as-it-was         leaves all times as they were, instead of moving them so that the start is now
  --zone <name>       the dataset's time zone, by which "now" is (Asia/Shanghai)`;

const { values } = parseArgs({
  options: {
    source: { type: "string", default: "public/data/sample" },
    out: { type: "string" },
    start: { type: "string", default: "2025-12-25" },
    minutes: { type: "string", default: "1" },
    every: { type: "string", default: "60" },
    steps: { type: "string", default: "Infinity" },
    "as-it-was": { type: "boolean", default: false },
    zone: { type: "string", default: "Asia/Shanghai" },
  },
});

async function main(): Promise<void> {
  const { source, out, start, zone } = values;
  if (!out) throw new Error(usage);
  const began = Date.parse(`${shifted(start, 0)}Z`) / 1000;
  const shiftSeconds = values["as-it-was"] ? 0 : Math.round(zonedSeconds(Date.now(), zone) - began);
  const feed = await createFeed({ source, out, start, shiftSeconds });
  console.log(`${feed.folder} is complete up to ${feed.asOf()}`);
  for (let done = 0; done < Number(values.steps); done++) {
    await after(Number(values.every) * 1000);
    const { asOf, rows, cases } = await feed.step(Number(values.minutes));
    console.log(`${asOf}: ${rows} came, ${cases} cases`);
  }
  feed.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
