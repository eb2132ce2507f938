import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { useNames } from "../../panels/use-names.ts";
import { messages } from "../messages.ts";
import type { AlertLine } from "../model/findings.ts";
import type { FindingsProps } from "./props.ts";
import { BarRows } from "./rows.tsx";

/** The alerts of the early warning, those that are going on first; areas and counts, no case. */
export function Inbox({ panel, findings }: FindingsProps<"inbox">) {
  const { alerts, field, silent, surge, table, blind } = findings;
  const t = useTexts(messages);
  const format = useFormat();
  const names = useNames();
  const whole = (value: number) => format.number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
  const place = ({ kind, place: name, areas, code }: AlertLine) =>
    kind === "series"
      ? t("alertKind", { name, kind: names.value(field, code) })
      : t("alertPlace", { name, count: areas });
  const ordered = alerts.toSorted((a, b) => Number(b.current) - Number(a.current) || b.since - a.since);
  const most = Math.max(1, ...alerts.map(({ observed }) => observed));
  const rows = ordered.map((alert) => ({
    key: alert.id,
    name: place(alert),
    value: t("alertNumbers", { observed: whole(alert.observed), expected: whole(alert.expected) }),
    share: alert.observed / most,
    bad: alert.current,
    small: !alert.current,
  }));
  const current = alerts.filter((alert) => alert.current).length;
  const notes = [
    silent.length > 0 && t("silentSources", { names: silent.map((code) => names.value("source", code)).join("、") }),
    surge && t("surge", { predicted: whole(surge.predicted), usual: whole(surge.usual) }),
  ];
  const note = notes.find(Boolean) || (!blind && t("inboxHint", { current, over: alerts.length - current }));
  const made = table && t("nightTable", { at: format.dateTime(table.madeAt) });
  return (
    <>
      {rows.length > 0 ? (
        <BarRows panel={panel} rows={rows} />
      ) : (
        <p className="tile-empty">{t(blind ? "notFound" : "noAlerts")}</p>
      )}
      {note && <p className="wall-unit">{note}</p>}
      {made && <p className="wall-unit">{made}</p>}
    </>
  );
}
