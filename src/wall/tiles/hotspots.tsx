import { useCallback } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { hexOf, hotCold } from "../../lib/colour.ts";
import { useApp } from "../../state/react.ts";
import { useWallState } from "../context.tsx";
import { messages } from "../messages.ts";
import { fitBox, paintAreas, paintLabels } from "../paint/map.ts";
import { Canvas, type Paint } from "./canvas.tsx";
import { Ground, useBox } from "./map.tsx";
import { useFonts } from "./painted.tsx";
import type { FindingsProps } from "./props.ts";

/** Names that the map shows: of the strongest hot areas. */
const namesAtMost = 6;

/** Areas that are hot or cold beyond chance, as the hotspot analysis finds them with its usual parameters. */
export function Hotspots({ panel, findings }: FindingsProps<"hotspots">) {
  const { signs, hot, cold, tests, problem, level } = findings;
  const table = useApp(({ session }) => session.areas.get(level));
  const theme = useApp(({ document }) => document.theme);
  const focus = useWallState(({ shared }) => shared.focus);
  const box = useBox(panel);
  const { textPx, palette } = useFonts();
  const t = useTexts(messages);
  const paint = useCallback<Paint>(
    function* (context, width, height) {
      if (!box || !table) return;
      const place = fitBox(box, width, height);
      const fill = (row: number) => hotCold[theme][(signs[row] ?? 0) + 3] ?? null;
      const border = theme === "dark" ? "#39424f" : "#b5bbc1";
      const chosen = focus?.level === table.level ? table.ids.indexOf(focus.id) : -1;
      const px = Math.max(0.5, height / 1100);
      yield* paintAreas(context, table, { ...place, fill, border, px, chosen, ink: hexOf(palette.ink) });
      const strongest = [...signs.keys()].filter((row) => signs[row] === 3).slice(0, namesAtMost);
      const labels = strongest.map((row) => ({ row, text: table.names[row] || (table.ids[row] ?? "") }));
      paintLabels(context, table, { ...place, labels, fonts: { textPx, palette }, width, height });
    },
    [box, table, signs, focus, theme, textPx, palette],
  );
  if (!table) return <p className="tile-empty">{t("noAreas")}</p>;
  if (problem) return <p className="tile-empty">{t("hotspotsProblem")}</p>;
  const text = t("hotspotsHint", { hot, cold, tests });
  return (
    <div className="wall-map">
      <div className="wall-layer">
        <Ground panel={panel} />
      </div>
      <div className="wall-layer">
        <Canvas paint={paint} label={text} />
      </div>
      <p className="wall-legend">
        <span>{text}</span>
        <span className="wall-signs" role="img" aria-label={t("coldToHot")}>
          {[-3, -2, -1, 1, 2, 3].map((sign) => (
            <span key={sign} className={`wall-sign wall-sign-${sign + 3}`} />
          ))}
        </span>
      </p>
    </div>
  );
}
