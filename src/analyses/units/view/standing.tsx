import { standing } from "../../../lib/regions/combine.ts";
import { objectives } from "../../../lib/regions/objectives.ts";
import { Emphasised } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import type { Proposals } from "./propose.ts";
import type { Shown } from "./use-plan.ts";

/** Fewer random plans say nothing of a spread. */
const leastEnsemble = 20;

interface StandingProps {
  readonly shown: Shown;
  readonly result: Proposals;
  /** The objective whose spread is drawn. */
  readonly objective: number;
  readonly name: (objective: number) => string;
  readonly write: (objective: number) => (value: number) => string;
}

/** Where the plan as it was stands among the plans drawn at random, in every objective. */
export function Standing({ shown: { t, format }, result, objective, name, write }: StandingProps) {
  const { ensembleValues, today } = result.plans;
  const drawn = ensembleValues.length / objectives.length;
  if (drawn < leastEnsemble) return null;
  if (!Number.isFinite(today[0] ?? Number.NaN)) return <p className="view-note">{t("standingNone")}</p>;
  const { better } = standing(ensembleValues, today);
  const than = (key: "residents" | "workload") => format.percent(better[objectives.indexOf(key)] ?? Number.NaN);
  const facts = objectives.flatMap((_, o): [string, string][] => {
    const [value = Number.NaN, share = Number.NaN] = [today[o], better[o]];
    if (!Number.isFinite(value) || !Number.isFinite(share)) return [];
    return [[name(o), `${write(o)(value)} · ${t("standingBetter", { share: format.percent(share) })}`]];
  });
  const limit = result.params.limitResidents;
  return (
    <>
      <p className="units-answer">
        <Emphasised
          text={t("standing", {
            plans: format.number(drawn),
            residents: than("residents"),
            workload: than("workload"),
          })}
        />
      </p>
      <Facts facts={facts} />
      <Histogram
        values={ensembleValues}
        objective={objective}
        today={today[objective] ?? Number.NaN}
        label={t("standingChart", { objective: name(objective) })}
        axis={t("standingAxis", { objective: name(objective) })}
        write={write(objective)}
      />
      {(today[0] ?? 0) > limit && <p className="view-note">{t("standingLimit", { limit: format.percent(limit) })}</p>}
    </>
  );
}

interface HistogramProps {
  readonly values: Float32Array;
  readonly objective: number;
  readonly today: number;
  readonly label: string;
  readonly axis: string;
  readonly write: (value: number) => string;
}

const bins = 40;

/** How the plans drawn at random spread over an objective, with a mark for today. */
function Histogram({ values, objective, today, label, axis, write }: HistogramProps) {
  const plans = Array.from({ length: values.length / objectives.length }, (_, plan) => plan);
  const own = plans.map((plan) => values[plan * objectives.length + objective] ?? Number.NaN).filter(Number.isFinite);
  const end = own.reduce((most, value) => Math.max(most, value), today || 0) * 1.05 || 1;
  const counts = new Array<number>(bins).fill(0);
  for (const value of own) {
    const bin = Math.min(bins - 1, Math.floor((bins * value) / end));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(...counts, 1);
  return (
    <figure className="units-histogram">
      <svg viewBox="0 0 400 72" role="img" aria-label={label}>
        {counts.map((count, bin) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its bin
          <rect key={bin} x={bin * 10} y={64 - (60 * count) / most} width={9} height={(60 * count) / most} />
        ))}
        <path d={`M${(400 * today) / end} 0V64`} />
        <path className="plan-grid" d="M0 64.5H400" />
      </svg>
      <figcaption>
        <span>0</span>
        <span>{axis}</span>
        <span>{write(end)}</span>
      </figcaption>
    </figure>
  );
}
