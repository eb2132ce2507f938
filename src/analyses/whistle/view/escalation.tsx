import { areaLevels } from "../../../domain/vocabulary.ts";
import { codeLabel, levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { percentsApart } from "../../../i18n/percents.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Select } from "../../../ui/controls.tsx";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { callLevels } from "../kernel/ladder.ts";
import type { WhistleResult } from "./compute.ts";
import { messages } from "./messages.ts";
import "./whistle.css";

interface Shown {
  readonly result: WhistleResult;
}

const levels = [1, 2, 3, 4] as const;

/** Four calls, four answers: a rung a level, with how many reach it, how long they wait, and who answers. */
export function Ladder({ result }: Shown) {
  const t = useTexts(messages);
  if (!result.has.calls) {
    return (
      <Section title={t("ladder")}>
        <EmptyState title={t("noCalls")} />
      </Section>
    );
  }
  return (
    <Section title={t("ladder")}>
      <p className="view-note">{t("ladderHint")}</p>
      <table className="call-ladder" aria-label={t("ladder")}>
        <thead>
          <tr>
            {(["level", "calls", "answered", "passedOn", "waiting", "wait"] as const).map((key) => (
              <th key={key} scope="col" title={t(`hint.${key}`)}>
                {t(`column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.slice(0, callLevels).map((level) => (
            <Rung key={level} result={result} level={level} />
          ))}
        </tbody>
      </table>
      <Answers result={result} />
    </Section>
  );
}

function Rung({ result: { output }, level }: Shown & { readonly level: (typeof levels)[number] }) {
  const t = useTexts(messages);
  const format = useFormat();
  const at = (column: Float64Array) => column[level - 1] ?? Number.NaN;
  const most = Math.max(1, ...output.calls);
  const calls = at(output.calls);
  const hours = (seconds: number) => format.duration(seconds / 3600);
  const share = (count: number) => (calls > 0 ? format.percent(count / calls) : "—");
  const wait = calls > 0 ? t("waitInterval", { low: hours(at(output.waitLow)), high: hours(at(output.waitHigh)) }) : "";
  return (
    <tr>
      <th scope="row">{t(`level.${level}`)}</th>
      <td>
        {format.number(calls)}
        <span className="call-bar" style={{ width: `${(calls / most) * 100}%` }} />
      </td>
      <td title={format.number(at(output.answered))}>{share(at(output.answered))}</td>
      <td title={format.number(at(output.passedOn))}>{share(at(output.passedOn))}</td>
      <td title={share(at(output.waiting))}>{format.number(at(output.waiting))}</td>
      <td title={wait}>{calls > 0 ? hours(at(output.wait)) : "—"}</td>
    </tr>
  );
}

/** Which departments answer, and at which level. */
function Answers({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const { output, depts } = result;
  const at = (level: number, dept: number) => output.answeredBy[(level - 1) * depts.length + dept] ?? 0;
  const rows = [...depts.keys()].filter((dept) => levels.some((level) => at(level, dept) > 0));
  const name = (row: number) => codeLabel(manifest, "dept", depts[rows[row] ?? 0] ?? "", locale);
  const columns: SortedColumn[] = [
    { key: "name", header: t("answeredBy"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
    ...levels.map((level) => ({
      key: `level${level}`,
      header: t(`level.${level}`),
      width: 62,
      value: (row: number) => at(level, rows[row] ?? 0),
      cell: (row: number) => format.number(at(level, rows[row] ?? 0)),
    })),
  ];
  return (
    <SortedTable
      key={rows.length}
      label={t("answeredBy")}
      columns={columns}
      rows={rows.length}
      first={{ key: "level1", descending: true }}
      rowName={name}
    />
  );
}

/** A source article says that nine in ten cases are found and solved in their grid. */
const claimed = 0.9;

/** The share solved in the grid by area, against the claim of 90 %. */
export function InGrid({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const { output, input } = result;
  const { table } = input;
  if (!result.has.calls) return null;
  const closed = (row: number) => output.closedCases[row + 1] ?? 0;
  const share = (row: number) => (closed(row) > 0 ? (output.inGrid[row + 1] ?? 0) / closed(row) : Number.NaN);
  const name = (row: number) => table.names[row] || (table.ids[row] ?? "");
  const interval = (row: number) => wilsonInterval(output.inGrid[row + 1] ?? 0, closed(row));
  const verdict = (row: number) => {
    const found = interval(row);
    if (!found) return "none";
    return found[0] >= claimed ? "above" : found[1] < claimed ? "below" : "open";
  };
  const refOf = (row: number) => ({ level: table.level, id: table.ids[row] ?? "" });
  const columns: SortedColumn[] = [
    { key: "name", header: t("column.area"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
    {
      key: "share",
      header: t("column.inGrid"),
      width: 76,
      value: (row) => (Number.isNaN(share(row)) ? -1 : share(row)),
      cell: (row) => <span className={closed(row) < 5 ? "whistle-pale" : undefined}>{format.percent(share(row))}</span>,
    },
    {
      key: "interval",
      header: t("column.interval"),
      width: 104,
      value: (row) => interval(row)?.[0] ?? -1,
      cell: (row) => percentsApart(interval(row) ?? [null], locale).join("–"),
    },
    {
      key: "claim",
      header: t("column.claim"),
      hint: t("hint.claim"),
      width: 60,
      value: (row) => verdict(row),
      cell: (row) => t(`claim.${verdict(row)}`),
    },
  ];
  return (
    <Section title={t("inGrid")} aside={<Level result={result} />}>
      <p className="view-note">{t("inGridHint")}</p>
      <SortedTable
        key={table.level}
        label={t("inGrid")}
        columns={columns}
        rows={table.rows}
        first={{ key: "share", descending: false }}
        rowName={name}
        onRow={(row) => select(refOf(row))}
        onHover={(row) => hover(row === null ? null : refOf(row))}
      />
    </Section>
  );
}

function Level({ result }: Shown) {
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const options = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: levelLabel(manifest, value, locale),
  }));
  const choose = (value: string) =>
    setAnalysis("whistle", { areas: areaLevels.find((known) => known === value) ?? "" });
  return <Select label={t("level")} options={options} value={result.input.table.level} onChange={choose} />;
}
