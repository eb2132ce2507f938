import type { ComponentType, ReactNode } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { type Names, useNames } from "../../panels/use-names.ts";
import { useAnswer } from "../context.tsx";
import { messages } from "../messages.ts";
import { isAnalysis } from "../model/findings.ts";
import type { PanelView, WallPanel } from "../model/layout.ts";
import { AgeLine } from "./age.tsx";
import { AnalysisBody } from "./analysis.tsx";
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

/** What a panel is called: its view, and what that is of, short enough to be read whole on a narrow panel. */
function titleOf({ view, measure, field, surface, title, level }: WallPanel, t: Text, names: Names): string {
  if (title) return title;
  const what = t(view);
  const titled = (of: string) => t("titled", { what, of });
  if (view === "map") return surface === "areas" ? t(`title.${measure}`) : t(surface);
  if (view === "ranking") return t(`title.${measure}`);
  if (view === "bars") return names.field(field);
  return level && (view === "changes" || view === "overdue") ? titled(names.level(level)) : what;
}

function windowOf({ days, view }: WallPanel, t: Text): string {
  if (["clock", "text", "inbox", "coverage"].includes(view)) return "";
  if (days === null) return t("allTime");
  return days < 2 ? t("hours", { n: Math.round(days * 24) }) : t("days", { n: days });
}

/** One panel of the wall: its name, its picture, its age. */
export function Tile({ panel, badge }: { readonly panel: WallPanel; readonly badge: boolean }) {
  const t = useTexts(messages);
  const names = useNames();
  const { title, text } = { title: titleOf(panel, t, names), text: panel.text };
  return (
    <section className={`tile tile-${panel.view}`} aria-label={title} data-panel={panel.id}>
      <h2>
        <span>{title}</span> {badge && <b className="wall-badge">{t("simulated")}</b>}{" "}
        <small>{windowOf(panel, t)}</small>
      </h2>
      {panel.view === "clock" && <Body age={<AgeLine asOf={null} />}>{<ClockTile />}</Body>}
      {panel.view === "text" && <Body age={<AgeLine asOf={null} />}>{<p className="tile-text">{text}</p>}</Body>}
      {isAnalysis(panel.view) && <AnalysisBody panel={panel} />}
      {counted[panel.view] && <CountedBody panel={panel} />}
    </section>
  );
}

function Body({ children, age }: { readonly children: ReactNode; readonly age: ReactNode }) {
  return (
    <>
      <div className="tile-body">{children}</div>
      {age}
    </>
  );
}

/** A picture of counted cases; `data-version` is the state of the data that it shows. */
function CountedBody({ panel }: { readonly panel: WallPanel }) {
  const answer = useAnswer(panel.id);
  const t = useTexts(messages);
  const View = counted[panel.view];
  return (
    <Body age={<AgeLine asOf={answer?.asOf ?? null} />}>
      <div className="tile-shown" data-version={answer?.version}>
        {View && answer ? <View panel={panel} answer={answer} /> : <p className="tile-empty">{t("waiting")}</p>}
      </div>
    </Body>
  );
}
