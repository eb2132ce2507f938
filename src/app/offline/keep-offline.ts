import { folderOf } from "../../data/sources/dataset-url/index.ts";
import { whenIdle } from "../../state/idle.ts";
import { store } from "../../state/store.ts";

/** From the page's start on: what is loaded before a service worker controls the page goes past it. */
const controlled = Boolean(navigator.serviceWorker?.controller);

/** Keeps the app and the open dataset for times without a network, once the page has nothing better to do. */
export async function keepOffline(): Promise<void> {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return; // browsers offer it to secure pages only
  await whenIdle();
  await navigator.serviceWorker.register("sw.js");
  if (controlled) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(new URL("manifest.json", folderOf(store.getState().document.dataset)).href);
}
