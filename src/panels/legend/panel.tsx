import { useState } from "react";
import { type Measure, measures } from "../../domain/filters.ts";
import type { LegendSpec, LegendStop } from "../../domain/layer.ts";
import { areaLevels } from "../../domain/vocabulary.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { useApp } from "../../state/react.ts";
import { Icon } from "../../ui/icons.tsx";
import { Swatch } from "../../ui/panel.tsx";
import { type Names, useNames } from "../use-names.ts";
import { AnalysisLegend } from "./analysis-legend.tsx";
import { kernelMetres } from "./kernel.ts";
import { messages } from "./messages.ts";
import "./panel.css";

/** What the colours and symbols on the map mean. */
export function LegendPanel() {
  const [folded, setFolded] = useState(false);
  const legends = useApp((state) => state.legends);
  const t = useTexts(messages);
  if (legends.length === 0) return null;
  return (
    <section className={folded ? "legend legend-folded float" : "legend float"} aria-label={t("title")}>
      {!folded && legends.map((spec) => <Legend key={spec.id} spec={spec} />)}
      <button
        type="button"
        className="legend-fold"
        aria-expanded={!folded}
        aria-label={folded ? undefined : t("fold")}
        title={folded ? undefined : t("fold")}
        onClick={() => setFolded(!folded)}
      >
        {folded && t("title")}
        <Icon name="chevron" size={14} />
      </button>
    </section>
  );
}

function Legend({ spec }: { readonly spec: LegendSpec }) {
  const t = useTexts(messages);
  const names = useNames();
  const unit = spec.literal ? spec.unit : unitOf(spec, names);
  if (spec.analysis !== undefined) return <AnalysisLegend spec={spec} analysis={spec.analysis} />;
  return (
    <div className={spec.id === "boundaries" ? "legend-part legend-line" : "legend-part"}>
      <h2>
        {spec.literal ? spec.title : titleOf(spec, names, t)}
        {unit && <span> {unit}</span>}
      </h2>
      {spec.kind === "ramp" && <Ramp spec={spec} />}
      {spec.kind === "classes" && <Classes spec={spec} />}
      {spec.kind === "symbols" && <Symbols spec={spec} />}
      {spec.kind !== "symbols" && <Exceptions spec={spec} />}
      <Note spec={spec} />
    </div>
  );
}

function Ramp({ spec: { stops } }: { readonly spec: LegendSpec }) {
  const format = useFormat();
  const colours = stops.map(
    ({ colour }, i) => `color-mix(in srgb, ${colour} ${Math.min(100, 20 + i * 20)}%, transparent)`,
  );
  const middle = stops[Math.floor((stops.length - 1) / 2)];
  const last = stops.at(-1);
  return (
    <>
      <div className="legend-ramp" style={{ backgroundImage: `linear-gradient(90deg, ${colours.join(",")})` }} />
      <div className="legend-ramp-values">
        <span>0</span>
        <span>{format.compact(round(middle?.from ?? 0))}</span>
        <span>{format.compact(round(last?.from ?? 0))}</span>
      </div>
    </>
  );
}

/** Two digits are enough to read a ramp. */
function round(value: number): number {
  return Number(value.toPrecision(2));
}

function Classes({ spec }: { readonly spec: LegendSpec }) {
  const t = useTexts(messages);
  const names = useNames();
  const write = (value: number) => names.measured(measureOf(spec) ?? "count", value);
  return (
    <ol className="legend-list">
      {spec.stops.map(({ colour, from, to, count }) => (
        <li key={`${from}`} title={count === undefined ? undefined : t("count", { count })}>
          <Swatch colour={colour} />
          <span>{t("range", { from: write(from ?? 0), to: write(to ?? 0) })}</span>
          {count !== undefined && <span className="legend-count">{count}</span>}
        </li>
      ))}
    </ol>
  );
}

function Symbols({ spec }: { readonly spec: LegendSpec }) {
  const format = useFormat();
  const names = useNames();
  return (
    <ul className="legend-list legend-symbols">
      {spec.stops.map((stop) => (
        <li key={stop.code}>
          <svg className="legend-symbol" viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
            <path
              d={stop.path}
              fill={stop.colour}
              fillRule="evenodd"
              stroke={stop.colour}
              strokeWidth={spec.id === "boundaries" ? 3 : 0}
            />
          </svg>
          <span>{nameOf(spec, stop, names)}</span>
          {stop.count !== undefined && <span className="legend-count">{format.number(stop.count)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Exceptions({ spec }: { readonly spec: LegendSpec }) {
  const { noData, smallNumbers } = spec;
  const t = useTexts(messages);
  if (!noData && !smallNumbers) return null;
  return (
    <ul className="legend-list">
      {noData && (
        <li>
          <Swatch colour={noData} />
          <span>{t("noData")}</span>
        </li>
      )}
      {smallNumbers && (
        <li>
          <Swatch colour="transparent" hatched />
          <span>{t(measureOf(spec) === "per_1000" ? "fewResidents" : "small")}</span>
        </li>
      )}
    </ul>
  );
}

function Note({ spec }: { readonly spec: LegendSpec }) {
  const raster = useApp((state) => state.linked?.raster);
  const t = useTexts(messages);
  const format = useFormat();
  const names = useNames();
  const method = useApp((state) => state.document.style.classMethod);
  if (spec.literal) return spec.note ? <p>{spec.note}</p> : null;
  if (spec.kind === "classes") return <p>{t("method", { method: names.words(method) })}</p>;
  if (spec.kind !== "ramp" || !spec.scale) return null;
  const kernel = raster && t("kernel", { metres: format.metres(kernelMetres(raster)) });
  return <p>{[kernel, t(spec.scale)].filter(Boolean).join(" · ")}</p>;
}

function measureOf({ title, literal }: LegendSpec): Measure | undefined {
  if (literal) return undefined;
  return measures.find((measure) => measure === title);
}

function unitOf(spec: LegendSpec, names: Names): string | null {
  const measure = measureOf(spec);
  if (measure) return measure === "overdue_share" ? null : names.unit(measure);
  return spec.unit && names.unit("per_km2");
}

function titleOf(spec: LegendSpec, names: Names, t: (key: SymbolTitle) => string): string {
  const measure = measureOf(spec);
  if (measure) return names.measure(measure);
  const symbols = symbolTitles.find((title) => title === spec.title);
  return symbols ? t(symbols) : names.words("density");
}

const symbolTitles = ["boundaries", "cameras", "facilities", "stations", "case_points"] as const;
type SymbolTitle = (typeof symbolTitles)[number];

const fieldOfStops: Readonly<Record<string, string>> = {
  cameras: "camera_status",
  facilities: "facility_group",
  "case-points": "outcome",
};

function nameOf({ id, literal }: LegendSpec, { code = "" }: LegendStop, names: Names): string {
  if (literal) return code;
  if (id === "stations") return names.words("stations");
  const level = areaLevels.find((known) => known === code);
  if (level) return names.level(level);
  return names.value(fieldOfStops[id] ?? id, code);
}
