import { analysisTexts } from "../../analyses/texts.ts";
import type { LegendSpec, LegendStop } from "../../domain/layer.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { Swatch } from "../../ui/panel.tsx";
import { messages } from "./messages.ts";
import { pairsOf, strengthScale } from "./shapes.ts";

type Names = Readonly<Record<string, string>>;

/** The classes of an analysis' result in its own words, with how many areas are in each. */
export function AnalysisLegend({ spec, analysis }: { readonly spec: LegendSpec; readonly analysis: string }) {
  const locale = useLocale();
  const texts = textsOf(analysis)?.[locale] ?? {};
  return (
    <div className="legend-part">
      <h2>
        {spec.literal ? spec.title : texts[spec.title]}
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
  readonly texts: Names;
}

/** Cold to hot as one scale, patterns of both sides beside each other, and anything else as a list. */
function Classes({ spec, texts }: ClassesProps) {
  const t = useTexts(messages);
  const scale = strengthScale(spec.stops);
  const { hot, cold, others } = pairsOf(scale ? scale.others : spec.stops);
  const paired = hot.length > 0 && cold.length > 0;
  const rest = paired ? others : (scale?.others ?? spec.stops);
  return (
    <>
      {scale && <Scale stops={scale.steps} texts={texts} />}
      {paired && (
        <div className="legend-pairs">
          <List title={texts["side.hot"]} stops={hot} texts={texts} />
          <List title={texts["side.cold"]} stops={cold} texts={texts} />
        </div>
      )}
      {rest.length > 0 && <List stops={rest} texts={texts} wide={rest.length > 3} />}
      {spec.smallNumbers && (
        <p className="legend-row">
          <Swatch colour="transparent" hatched />
          <span>{t("smallBase")}</span>
        </p>
      )}
    </>
  );
}

/** One bar from the surest cold to the surest hot, with what each step reaches and how many areas it has. */
function Scale({ stops, texts }: { readonly stops: readonly LegendStop[]; readonly texts: Names }) {
  const t = useTexts(messages);
  const format = useFormat();
  const two = stops.some(({ countBefore }) => countBefore !== undefined);
  const write = (count?: number) => (count === undefined ? "" : format.number(count));
  return (
    <table className={two ? "legend-scale legend-scale-two" : "legend-scale"}>
      <thead>
        <tr>
          {two && <td />}
          {stops.map(({ code = "" }) => (
            <th key={code} scope="col" title={texts[`class.${code}`]}>
              {texts[`scale.${code}`]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {two && <td />}
          {stops.map(({ code, colour }) => (
            <td key={code}>
              <Swatch colour={colour} />
            </td>
          ))}
        </tr>
        {two && (
          <tr>
            <th scope="row">{t("before")}</th>
            {stops.map(({ code, countBefore }) => (
              <td key={code}>{write(countBefore)}</td>
            ))}
          </tr>
        )}
        <tr>
          {two && <th scope="row">{t("now")}</th>}
          {stops.map(({ code, count }) => (
            <td key={code}>{write(count)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

interface ListProps {
  readonly title?: string | undefined;
  readonly stops: readonly LegendStop[];
  readonly texts: Names;
  /** In two columns. */
  readonly wide?: boolean;
}

function List({ title, stops, texts, wide }: ListProps) {
  const format = useFormat();
  const rows = { gridTemplateRows: `repeat(${Math.ceil(stops.length / 2)}, auto)` };
  return (
    <div>
      {title && <h3>{title}</h3>}
      <ol className={wide ? "legend-list legend-wide" : "legend-list"} style={wide ? rows : undefined}>
        {stops.map(({ colour, code = "", count, countBefore }) => (
          <li key={code} className={count === 0 ? "legend-none" : undefined} title={texts[`class.${code}`]}>
            <Swatch colour={colour} />
            {texts[`mark.${code}`] && <b>{texts[`mark.${code}`]}</b>}
            <span className="legend-name">{texts[`pattern.${code}`] ?? texts[`class.${code}`] ?? code}</span>
            {count !== undefined && (
              <span className="legend-count">
                {countBefore !== undefined && `${format.number(countBefore)} → `}
                {format.number(count)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

type AnyTexts = Readonly<Record<"zh-CN" | "en", Names>>;

function textsOf(analysis: string): AnyTexts | undefined {
  return Object.entries(analysisTexts).find(([id]) => id === analysis)?.[1];
}
