import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { messages } from "../messages.ts";
import type { FindingsProps } from "./props.ts";
import { BarRows } from "./rows.tsx";

const states = ["overdue", "soon", "inTime", "suspended"] as const;

/** How the open cases stand to their limits, and how many more are expected to break them. */
export function Limits({ panel, findings }: FindingsProps<"limits">) {
  const t = useTexts(messages);
  const format = useFormat();
  const { open, expected } = findings;
  if (open === 0) return <p className="tile-empty">{t("noCases")}</p>;
  const rows = states.map((state) => ({
    key: state,
    name: t(`limit.${state}`),
    value: `${format.number(findings[state])} · ${format.percent(findings[state] / open)}`,
    share: findings[state] / open,
    bad: state === "overdue" || state === "soon",
  }));
  return (
    <>
      <BarRows panel={panel} rows={rows} />
      <p className="wall-unit">
        {t("limitsHint", { open: format.number(open), expected: format.number(Math.round(expected)) })}
      </p>
    </>
  );
}
