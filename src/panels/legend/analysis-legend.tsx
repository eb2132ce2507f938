import { analysisTexts } from "../../analyses/texts.ts";
import type { LegendSpec } from "../../domain/layer.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { Swatch } from "../../ui/panel.tsx";
import { messages } from "./messages.ts";

/** The classes of an analysis' result in its own words, with how many areas are in each. */
export function AnalysisLegend({ spec, analysis }: { readonly spec: LegendSpec; readonly analysis: string }) {
  const locale = useLocale();
  const format = useFormat();
  const t = useTexts(messages);
  const texts = textsOf(analysis)?.[locale] ?? {};
  return (
    <div className="legend-part">
      <h2>{texts[spec.title]}</h2>
      <ol className="legend-list">
        {spec.stops.map(({ colour, code = "", count }) => (
          <li key={code} className={count === 0 ? "legend-none" : undefined}>
            <Swatch colour={colour} />
            <span>{texts[`class.${code}`] ?? code}</span>
            {count !== undefined && <span className="legend-count">{format.number(count)}</span>}
          </li>
        ))}
        {spec.smallNumbers && (
          <li>
            <Swatch colour="transparent" hatched />
            <span>{t("smallBase")}</span>
          </li>
        )}
      </ol>
    </div>
  );
}

type AnyTexts = Readonly<Record<"zh-CN" | "en", Readonly<Record<string, string>>>>;

function textsOf(analysis: string): AnyTexts | undefined {
  return Object.entries(analysisTexts).find(([id]) => id === analysis)?.[1];
}
