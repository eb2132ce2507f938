import { useEffect } from "react";
import { useLocal } from "../../../state/local-store.ts";
import { shownResult } from "../../../state/runs.ts";
import { Section } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { planFigures } from "../kernel/figures.ts";
import { considerations, gini, scoresOf } from "../kernel/scores.ts";
import { arrivalPercentiles, todayPlan } from "./judged.ts";
import { reachEffect, startReachEffect } from "./sites.ts";
import type { Shown } from "./use-plan.ts";

/** The four considerations and what the plan changes, both against today. */
export function Effects({ shown }: { readonly shown: Shown }) {
  const { t } = shown;
  return (
    <>
      <Section title={t("scores")}>
        <Scores shown={shown} />
        <p className="view-note">{t("scoresAbout")}</p>
      </Section>
      <Section title={t("effects")}>
        <Facts facts={useEffectFacts(shown)} />
        <p className="view-note">
          {t("effect.reachWhy")} {t("effect.why")}
        </p>
      </Section>
    </>
  );
}

/** A bar for each consideration, with a mark where today stands. */
export function Scores({ shown: { atoms, judged, settings, t } }: { readonly shown: Shown }) {
  const today = scoresOf(planFigures(todayPlan(atoms)), settings.form);
  const write = (value: number | null) => (value === null ? "—" : value.toFixed(2));
  return considerations.map((one) => {
    const [now, before] = [judged.scores[one], today[one]];
    return (
      <div key={one} className="units-score">
        <span>{t(`score.${one}`)}</span>
        <span className="units-score-bar" aria-hidden="true">
          {now !== null && <span style={{ width: `${100 * now}%` }} />}
          {before !== null && <i style={{ left: `${100 * before}%` }} />}
        </span>
        <span>{now === null ? t("effect.notAssessed") : t("from", { before: write(before), after: write(now) })}</span>
      </div>
    );
  });
}

/** What the plan changes, name and value. */
export function useEffectFacts({ atoms, plan, judged, t, format }: Shown): [string, string][] {
  const effect = shownResult(useLocal(reachEffect, (state) => state.run));
  useEffect(() => startReachEffect(atoms, plan, judged), [atoms, plan, judged]);
  const before = planFigures(todayPlan(atoms));
  const after = judged.units.map(({ figures }) => figures);
  const people = (value: number) => format.number(Math.round(value));
  const largest = (units: typeof after) => units.reduce((most, { residents }) => Math.max(most, residents), 0);
  const uneven = (units: typeof after) =>
    units.length > 1 ? gini(units.map(({ workHours }) => workHours)).toFixed(2) : "—";
  const change = (one: string, other: string) =>
    one === other ? t("effect.same", { value: one }) : t("from", { before: one, after: other });
  const minutes = (metres: number) => metres / 75;
  const p90 = (of: typeof plan) => arrivalPercentiles(atoms, of)?.slice(0, -1) ?? [];
  const overdue = (units: typeof after) => units.map(({ overdueShare }) => overdueShare);
  const greatest = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? Math.max(...known) : null;
  };
  const worst = (was: readonly (number | null)[], is: readonly (number | null)[], write: (value: number) => string) => {
    const [one, other] = [greatest(was), greatest(is)];
    return one === null || other === null ? t("effect.notAssessed") : change(write(one), write(other));
  };
  const saved = effect ? minutes(effect.beforeMetres - effect.afterMetres) : 0;
  return [
    [t("effect.moved"), people(judged.difference.movedWeight)],
    [t("effect.largest"), change(people(largest(before)), people(largest(after)))],
    [t("effect.balance"), change(uneven(before), uneven(after))],
    [
      t("effect.reach", { metres: format.metres(atoms.input.params.centreMetres) }),
      effect
        ? `${people(effect.after - effect.before)} (${change(people(effect.before), people(effect.after))})`
        : t("effect.notAssessed"),
    ],
    [
      t("effect.minutes"),
      effect
        ? `${change(format.duration(minutes(effect.beforeMetres) / 60), format.duration(minutes(effect.afterMetres) / 60))} · ${t(
            "effect.saved",
            { minutes: format.duration(saved / 60) },
          )}`
        : t("effect.notAssessed"),
    ],
    [t("effect.p90"), worst(p90(todayPlan(atoms)), p90(plan), (value) => format.duration(value / 60))],
    [t("effect.onTime"), worst(overdue(before), overdue(after), (value) => format.percent(1 - value))],
  ];
}
