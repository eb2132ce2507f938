import { useEffect } from "react";
import { defaultDocument } from "../domain/document.ts";
import type { Wall } from "./control.ts";
import { wallToHash } from "./model/link.ts";

/** The address of the same wall as another kind of page: the remote, or a part of it for one screen. */
export function hrefOf(wall: Wall, patch: Partial<Wall["link"]>): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}${wallToHash({ ...wall.link, ...patch }, defaultDocument.dataset)}`;
}

const keys = new Map<string, (wall: Wall) => void>([
  [" ", (wall) => wall.step(1)],
  ["ArrowRight", (wall) => wall.step(1)],
  ["ArrowLeft", (wall) => wall.step(-1)],
  ["f", (wall) => wall.freeze()],
  ["t", (wall) => wall.set({ theme: wall.wall.getState().shared.theme === "dark" ? "light" : "dark" })],
  ["l", (wall) => wall.set({ locale: wall.wall.getState().shared.locale === "en" ? "zh-CN" : "en" })],
  ["e", (wall) => wall.setEditing(true)],
  ["r", (wall) => window.open(hrefOf(wall, { remote: true, part: null }), "wangge-remote", "width=520,height=860")],
  ["Enter", () => document.documentElement.requestFullscreen().catch(() => {})],
  [
    "Escape",
    (wall) => (wall.wall.getState().editing ? wall.setEditing(false) : wall.set({ alert: null, focus: null })),
  ],
]);

/** The wall by keys alone. */
export function useKeys(wall: Wall): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const { key, target } = event;
      const inForm = target instanceof HTMLElement && target.closest("input, select, textarea, button");
      const free = key === "Escape" || !(inForm || wall.wall.getState().editing);
      const act = keys.get(key);
      if (!act || !free || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act(wall);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [wall]);
}
