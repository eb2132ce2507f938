import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { zonedSeconds } from "../../lib/wall-clock.ts";
import { useNames } from "../../panels/use-names.ts";
import { useLocal } from "../../state/local-store.ts";
import { useApp } from "../../state/react.ts";
import { useWall, useWallState } from "../context.tsx";
import { messages } from "../messages.ts";

/** What time it is there, what data this is and up to when. */
export function ClockTile() {
  const { wall } = useWall();
  const now = useWallState((state) => state.now);
  const focus = useWallState(({ shared }) => shared.focus);
  const asOf = useLocal(wall.live.status, (state) => state.asOf);
  const manifest = useApp(({ session }) => session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const names = useNames();
  const seconds = zonedSeconds(now, manifest?.timeZone ?? "UTC");
  return (
    <div className="wall-clock">
      <p className="wall-figure">{format.clock(seconds)}</p>
      <p>{format.date(seconds)}</p>
      <p className="wall-name">{manifest?.title[locale] ?? ""}</p>
      {asOf !== null && <p>{t("asOf", { at: format.dateTime(asOf) })}</p>}
      {focus && <p>{t("focus", { area: names.area(focus) })}</p>}
    </div>
  );
}
