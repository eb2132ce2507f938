// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, Stop } from "./process.mjs";

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

/** Path of a Chromium on this machine, installed first where we may; `$CHROMIUM` goes before all others. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (isRootOnDebian()) await installOnDebian();
  const installed = findChromium();
  if (installed) return installed;
  throw new Stop(
    "The browser tests need Chromium, Chrome or Edge, and none was found. Install one " +
      "(on Debian: `sudo apt-get install chromium fonts-noto-cjk`), or name its program in the variable CHROMIUM.",
  );
}

/** Path of an installed Chromium, Chrome or Edge, or `undefined`. */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named)) throw new Stop(`CHROMIUM names ${named}, which does not exist.`);
  return named || [...onPath(), ...usualPlaces()].find((path) => existsSync(path));
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function usualPlaces() {
  if (process.platform === "darwin") {
    return ["Chromium", "Google Chrome", "Microsoft Edge"].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  if (process.platform !== "win32") return [];
  const { ProgramFiles, "ProgramFiles(x86)": x86, LOCALAPPDATA } = process.env;
  return [ProgramFiles, x86, LOCALAPPDATA].flatMap((base) =>
    base
      ? [
          "Google/Chrome/Application/chrome.exe",
          "Chromium/Application/chrome.exe",
          "Microsoft/Edge/Application/msedge.exe",
        ].map((path) => join(base, path))
      : [],
  );
}

function isRootOnDebian() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

async function installOnDebian() {
  console.log("Installing Chromium (apt-get install chromium fonts-noto-cjk) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"];
  const packages = ["chromium", "fonts-noto-cjk"];
  const code =
    (await run("apt-get", [...quiet, "update"], { env })) ||
    (await run("apt-get", [...quiet, "install", "-y", "--no-install-recommends", ...packages], { env }));
  if (code !== 0)
    throw new Stop(`apt-get failed with exit code ${code} while installing Chromium. Its message is above.`);
}
