import type { ComponentType } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { type Names, useNames } from "../../panels/use-names.ts";
import { useAnswer } from "../context.tsx";
import { messages } from "../messages.ts";
import type { PanelView, WallPanel } from "../model/layout.ts";
import { AgeLine } from "./age.tsx";
import { Bars } from "./bars.tsx";
import { ClockTile } from "./clock.tsx";
import { Figures, Overdue } from "./figures.tsx";
import { MapTile } from "./map.tsx";
import { Rhythm, Trend } from "./painted.tsx";
import type { TileProps } from "./props.ts";
import { Changes, Ranking } from "./ranking.tsx";

const counted: Readonly<Partial<Record<PanelView, ComponentType<TileProps>>>> = {
  map: MapTile,
  figures: Figures,
  trend: Trend,
  ranking: Ranking,
  changes: Changes,
  overdue: Overdue,
  rhythm: Rhythm,
  bars: Bars,
};

type Text = (key: keyof (typeof messages)["en"], values?: Record<string, string | number>) => string;

/** What a panel is called: its view, and what that is of. */
function titleOf({ view, measure, field, surface, title, level }: WallPanel, t: Text, names: Names): string {
  if (title) return title;
  const what = t(view);
  const titled = (of: string) => t("titled", { what, of });
  if (view === "map") return surface === "areas" ? names.measure(measure) : t(surface);
  if (view === "ranking") return names.measure(measure);
  if (view === "bars") return names.field(field);
  return level && (view === "changes" || view === "overdue") ? titled(names.level(level)) : what;
}

function windowOf({ days, view }: WallPanel, t: Text): string {
  if (view === "clock" || view === "text") return "";
  if (days === null) return t("allTime");
  return days < 2 ? t("hours", { n: Math.round(days * 24) }) : t("days", { n: days });
}

/** One panel of the wall: its name, its picture, its age. */
export function Tile({ panel, badge }: { readonly panel: WallPanel; readonly badge: boolean }) {
  const answer = useAnswer(panel.id);
  const t = useTexts(messages);
  const names = useNames();
  const title = titleOf(panel, t, names);
  const View = counted[panel.view];
  return (
    <section
      className={`tile tile-${panel.view}`}
      aria-label={title}
      data-panel={panel.id}
      data-version={answer?.version}
    >
      <h2>
        <span>{title}</span> {badge && <b className="wall-badge">{t("simulated")}</b>}{" "}
        <small>{windowOf(panel, t)}</small>
      </h2>
      <div className="tile-body">
        {panel.view === "clock" && <ClockTile />}
        {panel.view === "text" && <p className="tile-text">{panel.text}</p>}
        {View && (answer ? <View panel={panel} answer={answer} /> : <p className="tile-empty">{t("waiting")}</p>)}
      </div>
      <AgeLine asOf={answer?.asOf ?? null} />
    </section>
  );
}
