import { useMemo } from "react";
import { areaLevels } from "../../../domain/vocabulary.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useLocal } from "../../../state/local-store.ts";
import { Select } from "../../../ui/controls.tsx";
import { Emphasised, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { choose, local } from "./control.ts";
import { messages } from "./messages.ts";
import { areaName } from "./shown.ts";
import type { BoundaryResult, Divided, Finding, Known } from "./types.ts";
import { writeM2, zoomFor } from "./words.ts";

type Subject = "police" | "stations" | "estates" | "buildings" | "lanes";

/** The three defects of the source articles: found, clean, or not assessed and why. */
export function KnownPage({ result }: { readonly result: BoundaryResult }) {
  const { known } = result;
  const t = useTexts(messages);
  const format = useFormat();
  if (!known) return null;
  const estate: Finding = known.estates.state === "assessed" ? known.estates : known.buildings;
  const three = [known.police, estate, known.lanes];
  const assessed = three.filter(({ state }) => state === "assessed").length;
  const count = three.reduce((sum, finding) => sum + (finding.state === "assessed" ? finding.found.length : 0), 0);
  const values = { assessed, count: format.number(count), open: 3 - assessed };
  const key = assessed === 3 ? "answerKnownAll" : assessed === 0 ? "answerKnownOpen" : "answerKnown";
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(key, values)} />
      </p>
      <p className="view-note">{t("knownHint")}</p>
      <Part subject="police" finding={known.police} known={known} result={result} />
      <Part subject="stations" finding={known.stations} known={known} result={result} />
      <Part subject="estates" finding={known.estates} known={known} result={result} />
      <Part subject="buildings" finding={known.buildings} known={known} result={result} />
      <Part subject="lanes" finding={known.lanes} known={known} result={result} />
    </>
  );
}

interface PartProps {
  readonly subject: Subject;
  readonly finding: Finding;
  readonly known: Known;
  readonly result: BoundaryResult;
}

function Part({ subject, finding, known, result }: PartProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { manifest } = result.input;
  if (finding.state === "not-assessed") {
    return (
      <Section title={t(`known.${subject}`)}>
        <p>
          <Emphasised text={t("notAssessedWhy", { why: t(`why.${finding.why}`, { count: finding.count }) })} />
        </p>
        {subject === "police" && <PoliceLevel result={result} known={known} />}
      </Section>
    );
  }
  const values = {
    looked: format.number(finding.looked),
    count: format.number(finding.found.length),
    several: format.number(finding.several),
    police: known.policeLevel ? levelLabel(manifest, known.policeLevel.level, locale) : "",
    street: levelLabel(manifest, finding.areas.level, locale),
  };
  const text = t(`${finding.found.length > 0 ? "found" : "clean"}.${subject}`, values);
  return (
    <Section title={t(`known.${subject}`)} aside={<span>{values.count}</span>}>
      <p>
        <Emphasised text={text} />
      </p>
      {subject === "police" && <PoliceLevel result={result} known={known} />}
      {finding.found.length > 0 && <FoundTable subject={subject} finding={finding} />}
    </Section>
  );
}

function PoliceLevel({ result, known }: Pick<PartProps, "result" | "known">) {
  const locale = useLocale();
  const t = useTexts(messages);
  const { areas, manifest, settings } = result.input;
  const options = [...areas.keys()]
    .filter((level) => level !== "street_town")
    .map((value): { value: string; label: string } => ({ value, label: levelLabel(manifest, value, locale) }));
  const auto =
    known.policeLevel && !settings.police ? ` – ${levelLabel(manifest, known.policeLevel.level, locale)}` : "";
  return (
    <Select
      label={t("policeLevel")}
      labelled
      options={[{ value: "", label: `${t("policeAuto")}${auto}` }, ...options]}
      value={settings.police ?? ""}
      onChange={(value) => setAnalysis("boundary", { police: areaLevels.find((level) => level === value) ?? "" })}
    />
  );
}

interface FoundTableProps {
  readonly subject: Subject;
  readonly finding: Extract<Finding, { state: "assessed" }>;
}

function FoundTable({ subject, finding }: FoundTableProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const { found, areas } = finding;
  const columns = useMemo((): SortedColumn[] => {
    const name = (row: number) => found[row]?.name || t("nameless");
    const size = (value: number) => {
      if (subject === "lanes") return format.metres(value);
      return subject === "buildings" ? t("size.count", { count: value }) : writeM2(value, format);
    };
    const parts = (row: number) =>
      format.list((found[row]?.parts ?? []).map(({ area, size: own }) => `${areaName(areas, area)} ${size(own)}`));
    const minor = (row: number) => 1 - (found[row]?.parts[0]?.share ?? 1);
    return [
      { key: "name", header: t("column.names"), width: 132, value: name, cell: name },
      { key: "main", header: t("column.main"), width: 64, value: minor, cell: (row) => format.percent(1 - minor(row)) },
      {
        key: "where",
        header: t("column.where"),
        value: parts,
        cell: (row) => <span title={parts(row)}>{parts(row)}</span>,
      },
    ];
  }, [subject, found, areas, t, format]);
  const chosen = useLocal(local, ({ list, chosen: row }) => (list === subject ? row : null));
  const zoomTo = ({ parts }: Divided) => {
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    return zoomFor(subject === "buildings" ? 300 : subject === "lanes" ? size : Math.sqrt(size));
  };
  return (
    <SortedTable
      label={t(`known.${subject}`)}
      columns={columns}
      rows={found.length}
      selected={chosen}
      rowName={(row) => `${found[row]?.name || t("nameless")} ${row + 1}`}
      onRow={(row) => {
        const one = found[row];
        if (one) choose(row, [one.lon, one.lat], zoomTo(one), subject);
      }}
    />
  );
}
