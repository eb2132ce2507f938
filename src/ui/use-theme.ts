import { useSyncExternalStore } from "react";

function follow(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** The page's theme, and a new render when it changes: what is painted on a canvas must be painted again. */
export function useTheme(): string | undefined {
  return useSyncExternalStore(follow, () => document.documentElement.dataset.theme);
}
