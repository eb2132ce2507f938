import { chooseBundle } from "../../data/duckdb/bundles.ts";
import { folderOf } from "../../data/sources/dataset-url/index.ts";
import { importPrefix } from "../../state/session.ts";
import { store } from "../../state/store.ts";

/** From the page's start on: what is loaded before a service worker controls the page goes past it. */
const controlled = Boolean(navigator.serviceWorker?.controller);

/** Keeps the app and the open dataset for times without a network, once all else that can wait has been loaded. */
export async function keepOffline(loaded: () => Promise<void> = databaseLoaded): Promise<void> {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return; // browsers offer it to secure pages only
  await loaded();
  await navigator.serviceWorker.register("sw.js");
  if (controlled) return;
  const { active } = await navigator.serviceWorker.ready;
  // A dataset that was imported is on this machine already.
  if (store.getState().document.dataset.startsWith(importPrefix)) return;
  const manifest = new URL("manifest.json", folderOf(store.getState().document.dataset)).href;
  active?.postMessage({ manifest, database: chooseBundle(crossOriginIsolated).module });
}

/** Resolves when the cases are in the database, or nothing will bring them there. */
function databaseLoaded(): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(
      ({ session }) => session.phase === "failed" || session.database === "ready" || session.database === "failed",
      (over) => {
        if (!over) return;
        resolve();
        queueMicrotask(() => stop());
      },
      { fireImmediately: true },
    );
  });
}
