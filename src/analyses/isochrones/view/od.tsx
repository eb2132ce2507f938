import { useMemo, useState } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { doingOf } from "../../../state/doing.ts";
import { engine } from "../../../state/engine.ts";
import { useLocal } from "../../../state/local-store.ts";
import { shownResult } from "../../../state/runs.ts";
import type { TravelResult } from "../../../state/travel.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { messages } from "./messages.ts";
import { order, useMinutes } from "./minutes.ts";
import { mostCrossings, type OdOrigins, type OdResult, odLocal, odOrigins, startOd, stopOd } from "./od-run.ts";
import "./isochrones.css";

interface TableProps {
  readonly result: TravelResult;
}

/** Minutes from every station to every area. */
export function OdTable({ result }: TableProps) {
  const t = useTexts(messages);
  const minutes = useMinutes();
  const { output, stations, input, kind } = result;
  const { table } = input;
  const columns = useMemo((): SortedColumn[] => {
    const station = (row: number) => stations.names[Math.floor(row / table.rows)] ?? "";
    const area = (row: number) => table.names[row % table.rows] ?? "";
    const time = (row: number) => output?.odMinutes[row] ?? Number.NaN;
    return [
      { key: "station", header: t("column.station"), value: station, cell: station },
      { key: "area", header: t("ranking"), value: area, cell: area },
      {
        key: "minutes",
        header: t("column.minutes"),
        width: 72,
        value: (row) => order(time(row)),
        cell: (row) => minutes(time(row)),
      },
    ];
  }, [stations, table, output, t, minutes]);
  return (
    <Section title={t("od")} folded>
      <p className="view-note">{t("odHint")}</p>
      <SortedTable
        key={`${kind} ${table.level}`}
        label={t("od")}
        columns={columns}
        rows={output?.odMinutes.length ?? 0}
        first={{ key: "minutes", descending: false }}
        rowName={(row) => `${stations.names[Math.floor(row / table.rows)]} → ${table.names[row % table.rows]}`}
      />
      <Crossings result={result} />
    </Section>
  );
}

/** A table to all crossings, made when it is asked for, on all workers. */
function Crossings({ result }: TableProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const [from, setFrom] = useState<OdOrigins>("stations");
  const { run, of } = useLocal(odLocal, (state) => state);
  const made = of === result ? shownResult(run) : undefined;
  const start = () => startOd(result, from, engine);
  const crossings = format.number(result.city.roads.nodeLon.length);
  return (
    <>
      <h3>{t("odAll")}</h3>
      <p className="view-note">{t("odAllHint", { crossings, count: format.number(mostCrossings) })}</p>
      <div className="view-choices od-choices">
        <Select
          label={t("odFrom")}
          options={odOrigins.map((value) => ({ value, label: t(`odFrom.${value}`) }))}
          value={from}
          onChange={setFrom}
        />
        <Button disabled={run.status === "running"} onClick={start}>
          {t("odMake")}
        </Button>
      </div>
      <RunStatus doing={doingOf(run, locale)} onStop={stopOd} onAgain={start} />
      {made && <Origins made={made} />}
    </>
  );
}

function Origins({ made }: { readonly made: OdResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const minutes = useMinutes();
  const { names, output, targets, isWhole } = made;
  const columns = useMemo((): SortedColumn[] => {
    const name = (row: number) => names[row] ?? "";
    const share = (row: number) => (output.reached[row] ?? 0) / targets;
    const timed = (key: "median" | "farthest"): SortedColumn => ({
      key,
      header: t(`column.${key}`),
      width: 76,
      value: (row) => order(output[key][row] ?? Number.NaN),
      cell: (row) => minutes(output[key][row] ?? Number.NaN),
    });
    return [
      { key: "origin", header: t("odFrom"), value: name, cell: name },
      {
        key: "reached",
        header: t("column.reached"),
        width: 76,
        value: share,
        cell: (row) => format.percent(share(row)),
      },
      timed("median"),
      timed("farthest"),
    ];
  }, [names, output, targets, t, format, minutes]);
  return (
    <>
      <SortedTable
        key={made.from}
        label={t("odAll")}
        columns={columns}
        rows={names.length}
        first={{ key: "median", descending: false }}
        rowName={(row) => names[row] ?? ""}
      />
      <p className="view-note" role="status">
        {t(isWhole ? "odKept" : "odSummed", { pairs: format.number(names.length * targets) })}
      </p>
    </>
  );
}
