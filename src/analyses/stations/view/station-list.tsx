import { useMemo } from "react";
import { useTexts } from "../../../i18n/locale.tsx";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import type { WhatIfResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { planned, withoutChanges } from "./plan.ts";
import { change, setChanges } from "./pointer.ts";
import { settingsOf } from "./settings.ts";
import "./stations.css";

/** Every station: closed, brought back, or given more crews. */
export function StationList({ result }: { readonly result: WhatIfResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const t = useTexts(messages);
  const { changes } = settingsOf({ analyses });
  const base = result.now?.stations;
  const all = useMemo(() => (base ? planned(base, settingsOf({ analyses }).changes) : null), [base, analyses]);
  const columns = useMemo((): SortedColumn[] => {
    if (!all || !base) return [];
    const isNew = (row: number) => row >= base.ids.length;
    const name = (row: number) =>
      isNew(row) ? t("newName", { number: (all.ids[row] ?? "").replace("new-", "") }) : (all.names[row] ?? "");
    const id = (row: number) => all.ids[row] ?? "";
    const forget = (row: number) => () => setChanges(withoutChanges(changes, id(row)));
    const action = (row: number) =>
      all.standing[row] === "open" ? (
        <Button kind="quiet" onClick={() => change({ kind: "close", id: id(row) })}>
          {t("close")}
        </Button>
      ) : (
        <Button kind="quiet" onClick={forget(row)}>
          {t(isNew(row) ? "remove" : "undo")}
        </Button>
      );
    return [
      { key: "station", header: t("column.station"), value: name, cell: name },
      {
        key: "crews",
        header: t("column.crews"),
        width: 76,
        value: (row) => all.crews[row] ?? 0,
        cell: (row) => (
          <input
            className="crews-field"
            type="number"
            min={0}
            max={99}
            aria-label={t("crews", { name: name(row) })}
            disabled={all.standing[row] === "closed"}
            value={all.crews[row] ?? 0}
            onChange={(event) => {
              const crews = Math.round(Number(event.target.value));
              if (event.target.value !== "" && crews >= 0 && crews <= 99) change({ kind: "crews", id: id(row), crews });
            }}
          />
        ),
      },
      {
        key: "action",
        header: t("column.action"),
        width: 96,
        value: (row) => all.standing[row] ?? "",
        cell: action,
      },
    ];
  }, [all, base, changes, t]);
  if (!all) return null;
  return (
    <Section
      title={t("stations")}
      aside={<span>{all.standing.filter((standing) => standing !== "closed").length}</span>}
    >
      <p className="view-note">{t("stationsHint")}</p>
      <SortedTable
        label={t("stations")}
        columns={columns}
        rows={all.ids.length}
        rowName={(row) => all.names[row] ?? ""}
      />
    </Section>
  );
}
