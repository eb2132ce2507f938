import { measureAt } from "../kernel/measures.ts";
import type { Shown } from "./use-plan.ts";

/** Who changes unit: from which to which, residents, the largest first. */
export function moveRows({ atoms, plan, judged, nameOf, t, format }: Shown): [string, string][] {
  const residents = atoms.measures[measureAt.residents];
  const pairs = new Map<string, number>();
  plan.unit.forEach((unit, a) => {
    if (judged.difference.moved[a] !== 1) return;
    const key = `${atoms.base.unit[a]} ${unit}`;
    pairs.set(key, (pairs.get(key) ?? 0) + (residents?.[a] ?? 0));
  });
  return [...pairs]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([key, people]) => {
      const [from = 0, to = 0] = key.split(" ").map(Number);
      return [
        t("movesRow", { from: nameOf(from), to: nameOf(to) }),
        t("people", { count: format.number(Math.round(people)) }),
      ];
    });
}
