import { Icon } from "../../../ui/icons.tsx";
import type { ConditionState } from "../kernel/judging.ts";

/** Met, missed or not assessed: a shape of its own for each. */
export function StateMark({ state }: { readonly state: ConditionState }) {
  return (
    <span className={`units-mark units-mark-${state}`} aria-hidden="true">
      {state === "met" && <Icon name="check" size={12} />}
      {state === "missed" && <Icon name="close" size={10} />}
    </span>
  );
}
