import type { AreaRef, Locale, Theme } from "../../domain/document.ts";
import type { WallLayout } from "./layout.ts";
import { sceneAt } from "./timetable.ts";

/** What an operator has set, the same in every window of a wall. */
export interface WallShared {
  readonly layout: WallLayout;
  readonly theme: Theme;
  readonly locale: Locale;
  /** So many scenes further than the timetable says. */
  readonly shift: number;
  /** The moment, in milliseconds, at which the picture was frozen; `null`: it follows the data. */
  readonly frozenAt: number | null;
  /** Everything is about this area. */
  readonly focus: AreaRef | null;
  /** Fills the whole wall. */
  readonly alert: { readonly title: string; readonly text: string } | null;
}

/** The scene that is on now, and when the next begins. */
export function presentScene({ layout, shift, frozenAt }: WallShared, now: number) {
  const count = layout.scenes.length;
  const turn = sceneAt(
    frozenAt ?? now,
    layout.scenes.map(({ seconds }) => seconds),
  );
  const index = (((turn.index + shift) % count) + count) % count;
  return { index, until: frozenAt === null ? turn.until : Number.POSITIVE_INFINITY };
}
