import { useMemo } from "react";
import type { AreaTable } from "../../../domain/area-table.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useLocal } from "../../../state/local-store.ts";
import { Button } from "../../../ui/controls.tsx";
import { downloadText } from "../../../ui/download.ts";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { type DefectKind, defectKinds } from "../kernel/defect-kinds.ts";
import { messages as ownMessages } from "../messages.ts";
import { choose, local } from "./control.ts";
import { defectsCsv, defectsGeoJson, repairedGeoJson } from "./files.ts";
import { messages } from "./messages.ts";
import { mostNumbers } from "./picture.ts";
import { areasOf } from "./publish.ts";
import { areaName, shownCheck } from "./shown.ts";
import type { BoundaryResult, Output } from "./types.ts";
import { type Words, writeM2, zoomFor } from "./words.ts";

interface CheckPageProps {
  readonly result: BoundaryResult;
}

/** Topology of every level, and the defects of one of them with their places and proposed repairs. */
export function CheckPage({ result }: CheckPageProps) {
  const { input, checks } = result;
  const shown = checks && shownCheck(input, checks);
  const t = useTexts(messages);
  const format = useFormat();
  if (!shown) return null;
  const [thin = 0, turned = 0] = shown.output.totals;
  const notes = [
    ...(thin > 0 ? [t("noteThin", { count: format.number(thin) })] : []),
    ...(turned > 0 ? [t("noteTurned")] : []),
  ];
  return (
    <>
      <Answer result={result} />
      <Levels result={result} shown={shown.table} />
      <Defects table={shown.table} output={shown.output} result={result} />
      <Warnings texts={notes} />
    </>
  );
}

function Answer({ result: { input, checks } }: CheckPageProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const all = [...(checks ?? [])];
  const wrong = all.filter(([, { kind }]) => kind.length > 0);
  const count = wrong.reduce((sum, [, { kind }]) => sum + kind.length, 0);
  const areas = [...input.areas.values()].reduce((sum, { rows }) => sum + rows, 0);
  const values = {
    levels: format.number(all.length),
    areas: format.number(areas),
    count: format.number(count),
    where: format.list(wrong.map(([level]) => levelLabel(input.manifest, level, locale))),
  };
  const key = count === 0 ? "answerClean" : wrong.length < all.length ? "answerFound" : "answerAll";
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={t(key, values)} />
    </p>
  );
}

function Levels({ result: { input, checks }, shown }: CheckPageProps & { readonly shown: AreaTable }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const columns = useMemo((): SortedColumn[] => {
    const rows = [...(checks ?? [])];
    const sizeOf = (row: number, kind: DefectKind) => {
      const output = rows[row]?.[1];
      return output
        ? output.areaM2.reduce((sum, m2, i) => sum + (defectKinds[output.kind[i] ?? 0] === kind ? m2 : 0), 0)
        : 0;
    };
    const name = (row: number) => levelLabel(input.manifest, rows[row]?.[0] ?? "city", locale);
    const areas = (row: number) => input.areas.get(rows[row]?.[0] ?? "city")?.rows ?? 0;
    const defects = (row: number) => rows[row]?.[1].kind.length ?? 0;
    const size = (kind: "gap" | "overlap") => ({
      key: kind,
      header: t(`column.${kind}M2`),
      width: 84,
      value: (row: number) => sizeOf(row, kind),
      cell: (row: number) => (sizeOf(row, kind) > 0 ? writeM2(sizeOf(row, kind), format) : "0"),
    });
    return [
      { key: "level", header: t("column.level"), value: name, cell: name },
      { key: "areas", header: t("column.areas"), width: 48, value: areas, cell: (row) => format.number(areas(row)) },
      {
        key: "defects",
        header: t("column.defects"),
        width: 60,
        value: defects,
        cell: (row) => format.number(defects(row)),
      },
      // Names of levels need the room where there is nothing to say of sizes.
      ...(["gap", "overlap"] as const).filter((kind) => rows.some((_, row) => sizeOf(row, kind) > 0)).map(size),
    ];
  }, [checks, input, locale, t, format]);
  const levels = [...(checks?.keys() ?? [])];
  return (
    <Section title={t("levels")}>
      <SortedTable
        label={t("levels")}
        columns={columns}
        rows={levels.length}
        rowName={(row) => levelLabel(input.manifest, levels[row] ?? "city", locale)}
        selected={levels.indexOf(shown.level)}
        onRow={(row) => setAnalysis("boundary", { level: levels[row] ?? "" })}
      />
    </Section>
  );
}

interface DefectsProps extends CheckPageProps {
  readonly table: AreaTable;
  readonly output: Output;
}

function Defects({ table, output, result }: DefectsProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const chosen = useLocal(local, (state) => state.chosen);
  const level = levelLabel(result.input.manifest, table.level, locale);
  const rows = output.kind.length;
  const columns = useMemo((): SortedColumn[] => {
    const size = (row: number) => output.areaM2[row] || output.metres[row] || 0;
    const names = (row: number) => format.list(areasOf(output, row).map((area) => areaName(table, area)));
    const kind = (row: number) => kindName(output, row, { t, texts: ownMessages[locale] });
    return [
      { key: "kind", header: t("column.kind"), width: 148, value: kind, cell: (row) => `${row + 1}  ${kind(row)}` },
      { key: "size", header: t("column.size"), width: 80, value: size, cell: (row) => sizeText(output, row, format) },
      {
        key: "names",
        header: t("column.names"),
        value: names,
        cell: (row) => <span title={names(row)}>{names(row)}</span>,
      },
    ];
  }, [output, table, locale, t, format]);
  if (rows === 0)
    return (
      <Section title={t("defects", { level })}>
        <EmptyState title={t("clean", { count: format.number(table.rows), level })} />
      </Section>
    );
  const visit = (row: number) => {
    const extent = Math.max(Math.sqrt(output.areaM2[row] ?? 0) * 2, output.areaM2[row] ? 0 : (output.metres[row] ?? 0));
    choose(row, [output.lon[row] ?? Number.NaN, output.lat[row] ?? Number.NaN], zoomFor(extent));
  };
  return (
    <Section title={t("defects", { level })} aside={<span>{format.number(rows)}</span>}>
      <p className="view-note">{t("defectsHint", { most: mostNumbers })}</p>
      <SortedTable
        key={table.level}
        label={t("defects", { level })}
        columns={columns}
        rows={rows}
        rowName={(row) => `${row + 1}`}
        selected={chosen}
        onRow={visit}
      />
      <h3>{t("proposal")}</h3>
      <p>
        {chosen === null || chosen >= rows
          ? t("proposalPick")
          : repairText(output, chosen, { t, table, list: format.list })}
      </p>
      <Downloads table={table} output={output} />
    </Section>
  );
}

function Downloads({ table, output }: Omit<DefectsProps, "result">) {
  const t = useTexts(messages);
  const json = "application/geo+json";
  return (
    <div className="view-actions">
      <Button onClick={() => downloadText("boundary-defects.csv", "text/csv", defectsCsv(table, output))}>
        {t("saveList")}
      </Button>
      <Button onClick={() => downloadText("boundary-defects.geojson", json, defectsGeoJson(table, output))}>
        {t("savePlaces")}
      </Button>
      <Button onClick={() => downloadText("boundary-repaired.geojson", json, repairedGeoJson(table, output))}>
        {t("saveRepaired")}
      </Button>
    </div>
  );
}

const kindOf = (output: Output, row: number): DefectKind => defectKinds[output.kind[row] ?? 0] ?? "gap";

interface KindWords {
  readonly t: Words;
  readonly texts: Readonly<Record<string, string>>;
}

function kindName(output: Output, row: number, { t, texts }: KindWords): string {
  const kind = texts[`kind.${kindOf(output, row)}`] ?? "";
  const times = output.times[row] ?? 1;
  if (output.narrow[row] === 1) return t("narrow", { kind });
  return times > 1 ? t("times", { kind, count: times }) : kind;
}

function sizeText(output: Output, row: number, format: ReturnType<typeof useFormat>): string {
  if ((output.areaM2[row] ?? 0) > 0) return writeM2(output.areaM2[row] ?? 0, format);
  return (output.metres[row] ?? 0) > 0 ? format.metres(output.metres[row] ?? 0) : "–";
}

interface RepairWords {
  readonly t: Words;
  readonly table: AreaTable;
  readonly list: (items: readonly string[]) => string;
}

function repairText(output: Output, row: number, { t, table, list }: RepairWords): string {
  const kind = kindOf(output, row);
  const proposed = output.proposal[row] ?? -1;
  const names = areasOf(output, row).map((area) => areaName(table, area));
  const area = proposed >= 0 ? areaName(table, proposed) : list(names);
  return t(kind === "gap" && proposed < 0 ? "repair.gapLarge" : `repair.${kind}`, { area });
}
