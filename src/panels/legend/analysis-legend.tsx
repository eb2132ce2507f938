import { analysisTexts } from "../../analyses/texts.ts";
import type { LegendSpec } from "../../domain/layer.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { Swatch } from "../../ui/panel.tsx";
import { messages } from "./messages.ts";

/** The classes of an analysis' result in its own words, with how many areas are in each. */
export function AnalysisLegend({ spec, analysis }: { readonly spec: LegendSpec; readonly analysis: string }) {
  const locale = useLocale();
  const texts = textsOf(analysis)?.[locale] ?? {};
  return (
    <div className="legend-part">
      <h2>
        {texts[spec.title]}
        {spec.unit && <span> {texts[spec.unit]}</span>}
      </h2>
      {spec.kind === "ramp" ? <Ramp spec={spec} /> : <Classes spec={spec} texts={texts} />}
    </div>
  );
}

function Ramp({ spec: { stops } }: { readonly spec: LegendSpec }) {
  const format = useFormat();
  const at = (share: number) => stops[Math.round((stops.length - 1) * share)]?.from ?? 0;
  const write = (value: number) => format.compact(Number(value.toPrecision(2)));
  return (
    <>
      <div
        className="legend-ramp"
        style={{ backgroundImage: `linear-gradient(90deg, ${stops.map(({ colour }) => colour).join(",")})` }}
      />
      <div className="legend-ramp-values">
        <span>{write(at(0))}</span>
        <span>{write(at(0.5))}</span>
        <span>{write(at(1))}</span>
      </div>
    </>
  );
}

interface ClassesProps {
  readonly spec: LegendSpec;
  readonly texts: Readonly<Record<string, string>>;
}

function Classes({ spec, texts }: ClassesProps) {
  const format = useFormat();
  const t = useTexts(messages);
  return (
    <ol className="legend-list">
      {spec.stops.map(({ colour, code = "", count }) => (
        <li key={code} className={count === 0 ? "legend-none" : undefined}>
          <Swatch colour={colour} />
          {texts[`mark.${code}`] && <b>{texts[`mark.${code}`]}</b>}
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
  );
}

type AnyTexts = Readonly<Record<"zh-CN" | "en", Readonly<Record<string, string>>>>;

function textsOf(analysis: string): AnyTexts | undefined {
  return Object.entries(analysisTexts).find(([id]) => id === analysis)?.[1];
}
