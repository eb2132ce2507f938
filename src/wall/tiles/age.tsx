import type { Fault } from "../../domain/fault.ts";
import { faultText } from "../../i18n/faults.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { zonedSeconds } from "../../lib/wall-clock.ts";
import { useLocal } from "../../state/local-store.ts";
import { useApp } from "../../state/react.ts";
import { useWall, useWallState } from "../context.tsx";
import { messages } from "../messages.ts";
import { type Freshness, freshnessOf } from "../model/freshness.ts";

/** What happened stays in words for so long after it was over. */
const rememberedMilliseconds = 120_000;

export interface Age {
  readonly state: Freshness | "replay" | "frozen";
  readonly text: string;
  /** What is wrong now or was until just now. */
  readonly note: string | null;
}

/** What a panel shows, for its age. */
export interface Shown {
  /** The moment that the panel's own answer tells of; `null`: that of the data. */
  readonly asOf: number | null;
  /** It is made anew so often, where that is less often than the data is looked at. */
  readonly everySeconds?: number;
  /** Why the panel's own answer could not be made anew. */
  readonly fault?: Fault | null;
}

/** How old what is on the wall is, in words. */
export function useAge({ asOf: shownAsOf, everySeconds = 0, fault: ownFault = null }: Shown): Age | null {
  const { wall } = useWall();
  const now = useWallState((state) => state.now);
  const openedAt = useWallState((state) => state.openedAt);
  const frozenAt = useWallState(({ shared }) => shared.frozenAt);
  const status = useLocal(wall.live.status, (state) => state);
  const manifest = useApp(({ session }) => session.manifest);
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const zone = manifest?.timeZone ?? "UTC";
  const span = useSpan();
  const asOf = shownAsOf ?? status.asOf;
  const { event } = status;
  const fault = status.fault ?? ownFault;
  const failing = fault ? t("failing", { reason: faultText(fault, locale).what }) : null;
  const past =
    event && now - event.at < rememberedMilliseconds ? t(`event.${event.kind}`, { ago: span(now - event.at) }) : null;
  const note = failing ?? past;
  if (asOf === null) return note === null ? null : { state: "late", text: "", note };
  const at = format.dateTime(asOf);
  if (frozenAt !== null)
    return { state: "frozen", text: t("frozen", { at: format.dateTime(zonedSeconds(frozenAt, zone)) }), note };
  const { replay } = wall.link;
  if (replay) return { state: "replay", text: t("replay", { at, speed: replay.speed }), note };
  const { state, ageMilliseconds } = freshnessOf({
    now: zonedSeconds(now, zone) * 1000,
    asOf: asOf * 1000,
    changedAt: status.appends > 0 && status.changedAt !== null ? zonedSeconds(status.changedAt, zone) * 1000 : null,
    openedAt: zonedSeconds(openedAt, zone) * 1000,
    everySeconds: Math.max(everySeconds, wall.link.everySeconds),
    failing: fault !== null,
  });
  return { state, text: t(state, { age: span(ageMilliseconds), at, date: format.date(asOf) }), note };
}

/** A length of time in its largest unit. */
function useSpan(): (milliseconds: number) => string {
  const t = useTexts(messages);
  return (milliseconds) => {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    if (seconds < 90) return t("seconds", { n: seconds });
    if (seconds < 5400) return t("minutes", { n: Math.round(seconds / 60) });
    if (seconds < 172_800) return t("hoursAge", { n: Math.round(seconds / 3600) });
    return t("daysAge", { n: Math.round(seconds / 86_400) });
  };
}

/** The age of a panel's data, at its foot. */
export function AgeLine(shown: Shown) {
  const age = useAge(shown);
  if (!age) return <p className="tile-age" />;
  const words = [age.text, age.note].filter((part) => part).join(" · ");
  return (
    <p className="tile-age" data-state={age.state} data-troubled={age.note !== null}>
      {words}
    </p>
  );
}
