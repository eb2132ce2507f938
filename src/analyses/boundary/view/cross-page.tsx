import { useMemo } from "react";
import type { AreaTable } from "../../../domain/area-table.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useLocal } from "../../../state/local-store.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { downloadText } from "../../../ui/download.ts";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { ComprehensiveGrid } from "./comprehensive.tsx";
import { choose, local } from "./control.ts";
import { crossingAreas } from "./crossed.ts";
import { crosswalkCsv } from "./files.ts";
import { messages } from "./messages.ts";
import { areaName } from "./shown.ts";
import type { BoundaryResult, Crossing, Divided } from "./types.ts";
import { writeM2, zoomFor } from "./words.ts";

interface CrossPageProps {
  readonly result: BoundaryResult;
}

/** Two levels laid over each other: what crosses, the crosswalk, and one grid out of both. */
export function CrossPage({ result }: CrossPageProps) {
  const { cross, input } = result;
  const t = useTexts(messages);
  if (!cross) return <EmptyState title={t("crossNone")} />;
  return <Crossed cross={cross} result={result} least={input.settings.form.crossShare} />;
}

export interface CrossedProps extends CrossPageProps {
  readonly cross: Crossing;
  readonly least: number;
}

function Crossed({ cross, result, least }: CrossedProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const name = (table: AreaTable) => levelLabel(result.input.manifest, table.level, locale);
  const found = crossingAreas(cross, least);
  const values = {
    one: name(cross.one),
    other: name(cross.other),
    count: format.number(found.length),
    total: format.number(cross.other.rows),
  };
  const { residents } = cross;
  const warnings = [
    ...(residents.people.length === 0 ? [t("residentsNone")] : []),
    ...(residents.people.length > 0 && residents.by === "area" ? [t("residentsArea")] : []),
  ];
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(found.length > 0 ? "answerCross" : "answerCrossNone", values)} />
      </p>
      <Warnings texts={warnings} />
      <Choices cross={cross} result={result} />
      <CrossingList cross={cross} found={found} other={values.other} />
      <ComprehensiveGrid cross={cross} one={values.one} share={result.input.settings.form.keepShare} />
      <Crosswalk cross={cross} one={values.one} other={values.other} />
    </>
  );
}

function Choices({ cross, result }: Pick<CrossedProps, "cross" | "result">) {
  const locale = useLocale();
  const t = useTexts(messages);
  const { areas, manifest } = result.input;
  const optionsBut = (but: AreaTable) =>
    [...areas.keys()]
      .filter((level) => level !== but.level)
      .map((value): { value: string; label: string } => ({ value, label: levelLabel(manifest, value, locale) }));
  return (
    <div className="view-choices">
      <Select
        label={t("one")}
        labelled
        options={optionsBut(cross.other)}
        value={cross.one.level}
        onChange={(one) => setAnalysis("boundary", { one, other: cross.other.level })}
      />
      <Select
        label={t("other")}
        labelled
        options={optionsBut(cross.one)}
        value={cross.other.level}
        onChange={(other) => setAnalysis("boundary", { other, one: cross.one.level })}
      />
    </div>
  );
}

interface CrossingListProps {
  readonly cross: Crossing;
  readonly found: readonly Divided[];
  readonly other: string;
}

function CrossingList({ cross, found, other }: CrossingListProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const columns = useMemo((): SortedColumn[] => {
    const name = (row: number) => found[row]?.name ?? "";
    const parts = (row: number) => found[row]?.parts.length ?? 0;
    const main = (row: number) => found[row]?.parts[0]?.share ?? 0;
    const where = (row: number) => format.list(found[row]?.parts.map(({ area }) => areaName(cross.one, area)) ?? []);
    return [
      { key: "name", header: other, value: name, cell: name },
      { key: "parts", header: t("column.parts"), width: 60, value: parts, cell: (row) => format.number(parts(row)) },
      { key: "main", header: t("column.main"), width: 64, value: main, cell: (row) => format.percent(main(row)) },
      {
        key: "where",
        header: t("column.where"),
        value: where,
        cell: (row) => <span title={where(row)}>{where(row)}</span>,
      },
    ];
  }, [cross, found, other, t, format]);
  const chosen = useLocal(local, ({ list, chosen: row }) => (list === "crossing" ? row : null));
  return (
    <Section title={t("crossing", { other })} aside={<span>{format.number(found.length)}</span>}>
      <p className="view-note">{t("crossHint")}</p>
      {found.length === 0 ? (
        <p>{t("crossingNone", { other })}</p>
      ) : (
        <SortedTable
          key={`${cross.one.level} ${cross.other.level}`}
          selected={chosen}
          label={t("crossing", { other })}
          columns={columns}
          rows={found.length}
          rowName={(row) => found[row]?.name ?? ""}
          onRow={(row) => {
            const place = found[row];
            const extent = Math.sqrt((cross.other.areaKm2[place?.row ?? -1] ?? 0.1) * 1e6);
            if (place) choose(row, [place.lon, place.lat], zoomFor(extent), "crossing");
          }}
        />
      )}
    </Section>
  );
}

interface CrosswalkProps {
  readonly cross: Crossing;
  readonly one: string;
  readonly other: string;
}

function Crosswalk({ cross, one, other }: CrosswalkProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const columns = useMemo(
    (): SortedColumn[] => crosswalkColumns(cross, { one, other, t, format }),
    [cross, one, other, t, format],
  );
  return (
    <Section title={t("crosswalk")} folded>
      <p className="view-note">{t("crosswalkHint")}</p>
      <SortedTable
        key={`${cross.one.level} ${cross.other.level}`}
        label={t("crosswalk")}
        columns={columns}
        rows={cross.output.pairOne.length}
        rowName={(row) => `${row + 1}`}
      />
      <div className="view-actions">
        <Button onClick={() => downloadText("boundary-crosswalk.csv", "text/csv", crosswalkCsv(cross))}>
          {t("saveCrosswalk")}
        </Button>
      </div>
    </Section>
  );
}

interface CrosswalkWords {
  readonly one: string;
  readonly other: string;
  readonly t: ReturnType<typeof useTexts<keyof (typeof messages)["en"]>>;
  readonly format: ReturnType<typeof useFormat>;
}

function crosswalkColumns({ output, one, other }: Crossing, words: CrosswalkWords): SortedColumn[] {
  const { t, format } = words;
  const { pairOne, pairOther, pairM2, pairPeople } = output;
  const sums = (values: Float64Array) => {
    const of = new Map<number, number>();
    pairOne.forEach((row, i) => {
      of.set(row, (of.get(row) ?? 0) + (values[i] ?? 0));
    });
    return of;
  };
  const [m2, people] = [sums(pairM2), sums(pairPeople)];
  const share = (row: number, values: Float64Array, of: Map<number, number>) => {
    const all = of.get(pairOne[row] ?? -1) ?? 0;
    return (pairOne[row] ?? -1) >= 0 && all > 0 ? (values[row] ?? 0) / all : Number.NaN;
  };
  const shareColumn = (key: string, header: string, of: (row: number) => number): SortedColumn => ({
    key,
    header,
    hint: t("column.share", { level: words.one }),
    width: 68,
    value: (row) => (Number.isNaN(of(row)) ? -1 : of(row)),
    cell: (row) => format.percent(of(row)),
  });
  const name = (table: AreaTable, rows: Int32Array) => (row: number) => areaName(table, rows[row]) || t("nobody");
  return [
    { key: "one", header: words.one, value: name(one, pairOne), cell: name(one, pairOne) },
    { key: "other", header: words.other, value: name(other, pairOther), cell: name(other, pairOther) },
    {
      key: "area",
      header: t("column.area"),
      width: 76,
      value: (row) => pairM2[row] ?? 0,
      cell: (row) => writeM2(pairM2[row] ?? 0, format),
    },
    shareColumn("share", t("column.shareArea"), (row) => share(row, pairM2, m2)),
    shareColumn("people", t("column.sharePeople"), (row) => share(row, pairPeople, people)),
  ];
}
