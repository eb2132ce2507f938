import { useCallback } from "react";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { useNames } from "../../panels/use-names.ts";
import { useApp } from "../../state/react.ts";
import { useWall } from "../context.tsx";
import { messages } from "../messages.ts";
import { wallPalettes } from "../model/palette.ts";
import { type Fonts, paintMatrix, paintTrend } from "../paint/charts.ts";
import { Canvas, type Paint } from "./canvas.tsx";
import type { TileProps } from "./props.ts";

const units = { hour: "perHour", day: "perDay", week: "perWeek", month: "perMonth" } as const;

/** The fonts of what is painted. */
export function useFonts(): Fonts {
  const { textPx } = useWall();
  const theme = useApp(({ document }) => document.theme);
  return { textPx, palette: wallPalettes[theme] };
}

/** How many cases were reported in each bin of the panel's time. */
export function Trend({ answer }: TileProps) {
  const { textPx, palette } = useFonts();
  const t = useTexts(messages);
  const format = useFormat();
  const { bins } = answer;
  const counts = answer.answer.time;
  const paint = useCallback<Paint>(
    (context, width, height) =>
      paintTrend(context, {
        width,
        height,
        textPx,
        palette,
        counts,
        edges: bins.edges,
        day: format.dayOfMonth,
        number: format.compact,
      }),
    [textPx, palette, counts, bins, format],
  );
  const highest = counts.reduce((most, count) => Math.max(most, count), 0);
  if (highest === 0) return <p className="tile-empty">{t("noCases")}</p>;
  return (
    <>
      <p className="wall-unit">{t(units[bins.unit])}</p>
      <div className="wall-picture">
        <Canvas paint={paint} label={t("highest", { value: format.number(highest) })} />
      </div>
    </>
  );
}

/** Cases by weekday and hour. */
export function Rhythm({ answer: { answer } }: TileProps) {
  const { textPx, palette } = useFonts();
  const theme = useApp(({ document }) => document.theme);
  const t = useTexts(messages);
  const format = useFormat();
  const names = useNames();
  const { hours } = answer;
  const paint = useCallback<Paint>(
    (context, width, height) =>
      paintMatrix(context, { width, height, textPx, palette, theme, hours, weekday: format.weekday }),
    [textPx, palette, theme, hours, format],
  );
  const highest = hours.reduce((most, count) => Math.max(most, count), 0);
  if (highest === 0) return <p className="tile-empty">{t("noCases")}</p>;
  return (
    <>
      <p className="wall-unit">{t("highest", { value: names.measuredFully("count", highest) })}</p>
      <div className="wall-picture">
        <Canvas paint={paint} label={t("rhythm")} />
      </div>
    </>
  );
}
