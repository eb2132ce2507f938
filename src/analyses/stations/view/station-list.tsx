import { useMemo } from "react";
import { useTexts } from "../../../i18n/locale.tsx";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import type { WhatIfResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { MoveButton } from "./move-button.tsx";
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
        width: 66,
        value: (row) => all.crews[row] ?? 0,
        cell: (row) => (
          <CrewsField
            label={t("crews", { name: name(row) })}
            closed={all.standing[row] === "closed"}
            crews={all.crews[row] ?? 0}
            onCrews={(crews) => change({ kind: "crews", id: id(row), crews })}
          />
        ),
      },
      {
        key: "move",
        header: t("column.move"),
        width: 46,
        value: (row) => row,
        cell: (row) =>
          all.standing[row] !== "closed" && (
            <MoveButton id={id(row)} name={name(row)} lon={all.lon[row] ?? 0} lat={all.lat[row] ?? 0} />
          ),
      },
      {
        key: "action",
        header: t("column.action"),
        width: 76,
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
        pale={(row) => all.standing[row] === "closed"}
      />
    </Section>
  );
}

interface CrewsFieldProps {
  readonly label: string;
  readonly closed: boolean;
  readonly crews: number;
  readonly onCrews: (crews: number) => void;
}

function CrewsField({ label, closed, crews, onCrews }: CrewsFieldProps) {
  return (
    <input
      className="crews-field"
      type="number"
      min={0}
      max={99}
      aria-label={label}
      disabled={closed}
      value={crews}
      onChange={({ target: { value } }) => {
        const next = Math.round(Number(value));
        if (value !== "" && next >= 0 && next <= 99) onCrews(next);
      }}
    />
  );
}
