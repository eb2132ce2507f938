import { createRoot } from "react-dom/client";
import { defaultDocument } from "../domain/document.ts";
import { store } from "../state/store.ts";
import { createWall, type Wall } from "../wall/control.ts";
import { type WallLink, wallFromHash } from "../wall/model/link.ts";
import { RemotePage } from "../wall/remote/remote.tsx";
import { WallPage } from "../wall/wall.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { keepOffline } from "./offline/keep-offline.ts";
import { updateQuietly } from "./offline/quiet-update.ts";
import { startAnalyst } from "./wall-analyst/client.ts";
import "./styles.css";

/** What scripts see of the wall. Described in docs/wall.md. */
export interface WallHandle {
  /** Resolves when the panels show the present state of the data. */
  settled(): Promise<void>;
  /** Resolves when no analysis is running. */
  analysed(): Promise<void>;
  status(): ReturnType<Wall["live"]["status"]["getState"]>;
  scene(): number;
  /** Cases there are. */
  total(): number;
  set: Wall["set"];
  look(): void;
}

declare global {
  interface Window {
    wanggeWall?: WallHandle;
  }
}

/** Opens the wall, or its remote, in place of the workbench. A layout that cannot be read is the usual one, and that is said. */
export function openWall(root: HTMLElement): void {
  const link = linkOf(location.hash);
  const channel = new BroadcastChannel("wangge wall");
  const wall = createWall({ link, channel, startAnalyst });
  const Page = link.remote ? RemotePage : WallPage;
  const look = () => wall.live.look();
  const lookIfShown = () => document.visibilityState === "visible" && look();
  addEventListener("online", look);
  addEventListener("pageshow", look);
  document.addEventListener("resume", () => {
    wall.live.note("frozen");
    look();
  });
  navigator.serviceWorker?.addEventListener("message", ({ data }: MessageEvent<{ readonly type?: string } | null>) => {
    if (data?.type === "storage-full") wall.live.note("storage-full");
  });
  document.addEventListener("visibilitychange", lookIfShown);
  addEventListener("hashchange", () => location.reload());
  void keepAwake();
  updateQuietly();
  void keepOffline(() => firstPicture(wall, link.dataset));
  window.wanggeWall = {
    settled: wall.settled,
    analysed: wall.analysed,
    status: wall.live.status.getState,
    scene: () => wall.wall.getState().sceneIndex,
    total: () => store.getState().session.facts?.rows ?? 0,
    set: wall.set,
    look,
  };
  createRoot(root).render(
    <ErrorBoundary>
      <Page wall={wall} />
    </ErrorBoundary>,
  );
}

function linkOf(hash: string): WallLink {
  try {
    return wallFromHash(hash, defaultDocument.dataset);
  } catch (error) {
    console.error("the layout of this link cannot be read:", error);
    return wallFromHash(hash.replace(/([?&])layout=[^&]*/, "$1"), defaultDocument.dataset);
  }
}

/** Resolves when the panels have their first picture; the dataset that is kept then is that of the wall. */
function firstPicture({ live }: Wall, dataset: string): Promise<void> {
  store.setState(({ document }) => ({ document: { ...document, dataset } }));
  return new Promise((resolve) => {
    const stop = live.status.subscribe(({ version }) => {
      if (version === 0) return;
      stop();
      resolve();
    });
  });
}

/** The screen stays on where the browser lets us; asked again whenever the page is shown again. */
async function keepAwake(): Promise<void> {
  const ask = async () => {
    if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen").catch(() => null);
  };
  document.addEventListener("visibilitychange", () => void ask());
  await ask();
}
