import type { SavedPlan } from "../../../state/saved-plans.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { decisionLevels } from "../kernel/judging.ts";
import { considerations } from "../kernel/scores.ts";
import { type Compared, comparedPlans, spreadOf } from "./compared.ts";
import { MiniMap } from "./mini-map.tsx";
import type { Shown } from "./use-plan.ts";

interface CompareProps {
  readonly shown: Shown;
  readonly saved: readonly SavedPlan[];
  readonly onClose: () => void;
}

/** Up to four plans side by side: a map and the same figures for each. */
export function Compare({ shown, saved, onClose }: CompareProps) {
  const { t } = shown;
  return (
    <Dialog title={t("compareTitle")} closeLabel={t("close")} onClose={onClose}>
      <div className="units-compare">
        <ComparedTable shown={shown} plans={comparedPlans(shown, saved)} />
      </div>
    </Dialog>
  );
}

interface TableProps {
  readonly shown: Shown;
  readonly plans: readonly Compared[];
  /** For print, which is on light ground. */
  readonly print?: boolean;
}

/** The table of a comparison. */
export function ComparedTable({ shown, plans, print = false }: TableProps) {
  const { atoms, t, format } = shown;
  const people = (value: number) => format.number(Math.round(value));
  const share = (value: number | null) => format.percent(value);
  const rows: [string, (plan: Compared) => string][] = [
    [t("units"), ({ judged }) => String(judged.units.length)],
    [t("compare.largest"), ({ judged }) => people(spreadOf(judged).largest)],
    [t("compare.smallest"), ({ judged }) => people(spreadOf(judged).smallest)],
    [t("effect.balance"), ({ judged }) => spreadOf(judged).uneven.toFixed(2)],
    [t("compare.lined"), ({ judged }) => share(judged.linedShare)],
    [t("compare.broken"), ({ judged }) => String(spreadOf(judged).broken)],
    [t("effect.moved"), ({ judged }) => people(judged.difference.movedWeight)],
    ...(print
      ? []
      : [[t("compare.differs"), ({ differs }: Compared) => people(differs)] as [string, (plan: Compared) => string]]),
    ...decisionLevels.map((level): [string, (plan: Compared) => string] => [
      t("compare.level", { level: t(`level.${level}`) }),
      ({ judged }) => String(judged.units.filter(({ judgement }) => judgement.level === level).length),
    ]),
    ...considerations.map((one): [string, (plan: Compared) => string] => [
      t("compare.score", { score: t(`score.${one}`) }),
      ({ judged }) => judged.scores[one]?.toFixed(2) ?? t("effect.notAssessed"),
    ]),
  ];
  return (
    <table className="units-table">
      <thead>
        <tr>
          <td />
          {plans.map((plan) => (
            <th key={plan.name} scope="col">
              <MiniMap atoms={atoms} unit={plan.plan.unit} label={plan.name} {...(print && { theme: "light" })} />
              {plan.name}
              {plan.note && <small>{plan.note}</small>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {plans.map((plan) => (
              <td key={plan.name}>{value(plan)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
