import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { messages } from "../messages.ts";
import type { Interval } from "../model/findings.ts";
import type { FindingsProps } from "./props.ts";

/** How long cases take from report to closing, open ones included, and how many keep their limit; with 95 % intervals. */
export function Response({ findings }: FindingsProps<"response">) {
  const t = useTexts(messages);
  const format = useFormat();
  const { cases, medianHours, p90Hours, inTime } = findings;
  const figures = [
    [t("median"), medianHours, format.duration],
    [t("median90"), p90Hours, format.duration],
    [t("inTime"), inTime, format.percent],
  ] as const;
  return (
    <>
      <dl className="wall-intervals">
        {figures.map(([label, interval, write]) => (
          <div key={label}>
            <dt>
              <span>{label}</span>
              <span>{rangeText(interval, write)}</span>
            </dt>
            <dd>{write(interval.value)}</dd>
          </div>
        ))}
      </dl>
      <p className="wall-unit">{t("ofCases", { total: format.number(cases) })}</p>
    </>
  );
}

/** Both ends of an interval; a unit that they share is said once. */
function rangeText({ low, high }: Interval, write: (value: number) => string): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return "";
  const [from, to] = [write(low), write(high)];
  const unit = /[^\d.,]*$/.exec(to)?.[0] ?? "";
  return `${from.endsWith(unit) ? from.slice(0, from.length - unit.length) : from}–${to}`;
}
