import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ensureChromium } from "../setup/chromium.mjs";
import { root, run, Stop } from "../setup/process.mjs";
import { ensureApp, ensureSample } from "../setup/product.mjs";
import { markdownTable, shown } from "./figure.ts";

/** What the harness says of one program at one size. */
interface Summary {
  readonly peer: string;
  readonly size: string;
  readonly jsReadyMs: number | null;
  readonly firstPictureMs: number | null;
  readonly firstMoveDataMs: number | null;
  readonly moveDataMs: number | null;
  readonly movePaintMs: number | null;
  readonly panFrameMs: number | null;
  readonly peakPssMB: number | null;
  readonly correct: { readonly total: boolean; readonly counts: boolean };
}

/** Runs the harness in `folder` with our app beside its programs, and returns its medians as a Markdown table. */
export async function peerTable(
  folder: string,
  options: { sizes: string; peers: string; repeats: number },
): Promise<string> {
  const driver = resolve(folder, "drive.mjs");
  if (!existsSync(driver)) throw new Stop(`${folder} has no drive.mjs: --peers names the folder of the peer harness.`);
  await ensureSample();
  await ensureApp();
  const out = join(mkdtempSync(join(tmpdir(), "wangge-peers-")), "results.json");
  const code = await run(process.execPath, [
    driver,
    `--app=wangge=${join(root, "dist")}`,
    `--peers=${options.peers}`,
    `--sizes=${options.sizes}`,
    `--repeats=${options.repeats}`,
    `--chromium=${await ensureChromium()}`,
    `--out=${out}`,
  ]);
  if (code !== 0) throw new Stop(`The peer harness failed with exit code ${code}. Its message is above.`);
  const { summary }: { summary: Summary[] } = JSON.parse(readFileSync(out, "utf8"));
  return tableOfPeers(summary);
}

function tableOfPeers(summary: readonly Summary[]): string {
  const cell = (value: number | null, scale = 1) => (value === null ? "–" : shown(value / scale));
  const rows = summary.map((row) => [
    row.peer,
    row.size,
    cell(row.jsReadyMs, 1000),
    cell(row.firstPictureMs, 1000),
    cell(row.firstMoveDataMs),
    cell(row.moveDataMs),
    cell(row.movePaintMs),
    cell(row.panFrameMs),
    cell(row.peakPssMB),
    row.correct.total && row.correct.counts ? "yes" : "**no**",
  ]);
  const head = ["program", "cases", "data ready s", "first picture s", "first move ms", "filter data ms"];
  const more = ["filter painted ms", "pan frame ms", "peak PSS MB", "counts right"];
  return markdownTable([...head, ...more], rows, [2, 3, 4, 5, 6, 7, 8]);
}
