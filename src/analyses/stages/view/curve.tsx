import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { Section } from "../../../ui/panel.tsx";
import type { StagesResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { useStageName } from "./words.ts";

const [width, height] = [348, 168];
const plot = { left: 40, right: 340, top: 8, bottom: 132 };
const hour = 3600;

interface CurveProps {
  readonly result: StagesResult;
  readonly stage: number;
}

/** Round steps of an axis that ends at `most`. */
function ticksTo(most: number): number[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** The share of cases that still wait for a stage after so long; what is beyond the standard is shaded. */
export function Curve({ result, stage }: CurveProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const name = useStageName(result)(stage);
  const { output } = result;
  const standard = (output.standardHours[stage] ?? 0) * hour;
  const [from, to] = [output.curveStart[stage] ?? 0, output.curveStart[stage + 1] ?? 0];
  const seconds = output.curveSeconds.subarray(from, to);
  const share = output.curveShare.subarray(from, to);
  const p90 = output.allP90[stage] ?? Number.NaN;
  const end = Math.max(2 * standard, 4 * (output.allMedian[stage] || 0), Number.isNaN(p90) ? 0 : 1.1 * p90, 600);
  const unit = unitFor(end);
  const x = (at: number) => plot.left + ((plot.right - plot.left) * Math.min(at, end)) / end;
  const y = (value: number) => plot.bottom - (plot.bottom - plot.top) * value;
  const said = {
    stage: name,
    standard: format.duration(standard / hour),
    median: format.duration((output.allMedian[stage] ?? Number.NaN) / hour),
    beyond: format.percent(output.allBeyond[stage] ?? null),
  };
  const steps = stepsOf({ seconds, share, end });
  return (
    <Section title={t("curve", { stage: name })}>
      <svg className="stage-curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t("curve.label", said)}>
        {[0.25, 0.5, 0.75, 1].map((value) => (
          <g key={value}>
            <path className="curve-grid" d={`M${plot.left} ${y(value)}H${plot.right}`} />
            <text x={plot.left - 6} y={y(value) + 4} textAnchor="end">
              {`${value * 100}%`}
            </text>
          </g>
        ))}
        <path className="curve-excess" d={areaOf(steps, { x, y, standard, end })} />
        <path className="curve-axis" d={`M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}`} />
        {ticksTo(end / unit.seconds).map((tick) => (
          <text key={tick} x={x(tick * unit.seconds)} y={plot.bottom + 16} textAnchor="middle">
            {format.number(tick)}
          </text>
        ))}
        <path className="curve-line" d={lineOf(steps, { x, y })} />
        <path className="curve-standard" d={`M${x(standard)} ${plot.top}V${plot.bottom}`} />
        <text className="curve-standard-name" x={x(standard) + 4} y={plot.top + 10}>
          {t("curve.standard", said)}
        </text>
        <text x={(plot.left + plot.right) / 2} y={height - 4} textAnchor="middle">
          {t("curve.x", { unit: t(unit.name) })}
        </text>
      </svg>
    </Section>
  );
}

const units = [
  { name: "minutes", seconds: 60, upTo: 3 * hour },
  { name: "hours", seconds: hour, upTo: 72 * hour },
  { name: "days", seconds: 24 * hour, upTo: Number.POSITIVE_INFINITY },
] as const;

const unitFor = (end: number) => units.find(({ upTo }) => end < upTo) ?? units[2];

type Step = readonly [at: number, share: number];

/** Points of the curve up to the end of the axis. */
function stepsOf({ seconds, share, end }: { seconds: Float64Array; share: Float64Array; end: number }): Step[] {
  const steps: Step[] = [];
  seconds.forEach((at, i) => {
    if (at <= end) steps.push([at, share[i] ?? 0]);
  });
  const [, last = 1] = steps.at(-1) ?? [];
  return [...steps, [end, last]];
}

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (share: number) => number;
}

function lineOf(steps: readonly Step[], { x, y }: Scale): string {
  return steps.map(([at, share], i) => (i === 0 ? `M${x(at)} ${y(share)}` : `H${x(at)}V${y(share)}`)).join("");
}

function areaOf(steps: readonly Step[], { x, y, standard, end }: Scale & { standard: number; end: number }): string {
  const before = steps.filter(([at]) => at <= standard).at(-1)?.[1] ?? 1;
  const beyond = steps.filter(([at]) => at > standard);
  return `M${x(standard)} ${y(0)}V${y(before)}${lineOf(beyond, { x, y }).replace(/^M([\d.]+) ([\d.]+)/, "H$1V$2")}H${x(end)}V${y(0)}Z`;
}
