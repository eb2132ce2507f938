import { useMemo } from "react";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import type { CoverageResult } from "./compute.ts";
import { local, visit } from "./control.ts";
import type { Figures } from "./live.ts";
import { messages } from "./messages.ts";
import { worstPlaces } from "./worst-places.ts";

interface BlindPlacesProps {
  readonly result: CoverageResult;
  readonly figures: Figures;
}

/** Key places whose front is not seen, worst first, then those of which least is seen. */
export function BlindPlaces({ result, figures }: BlindPlacesProps) {
  const city = useLocal(local, (state) => state.city);
  const hovered = useLocal(local, (state) => state.hoveredPlace);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const worst = useMemo(() => (city ? worstPlaces(result, figures, city) : []), [result, figures, city]);
  const blind = worst.filter(({ seen }) => seen === 0).length;
  const columns = useMemo((): SortedColumn[] => {
    const { facilities } = result.city;
    const of = (row: number) => worst[row] ?? { place: -1, seen: 0, cause: "seen" as const, metres: 0 };
    const facility = (row: number) => result.places[of(row).place] ?? -1;
    const name = (row: number) => facilities.names[facility(row)] ?? "";
    const kind = (row: number) => codeLabel(manifest, "facility_type", facilities.types[facility(row)] ?? "", locale);
    const why = (row: number) => {
      const { cause } = of(row);
      return cause === "seen" ? "" : t(`cause.${cause}`);
    };
    return [
      { key: "name", header: t("place.name"), value: name, cell: name },
      { key: "kind", header: t("place.kind"), width: 72, value: kind, cell: kind },
      {
        key: "seen",
        header: t("place.seen"),
        width: 56,
        value: (row) => of(row).seen,
        cell: (row) => format.percent(of(row).seen),
      },
      { key: "why", header: t("place.why"), width: 132, value: why, cell: why },
    ];
  }, [worst, result, manifest, locale, t, format]);
  const { frontageMetres } = result.input.settings.form;
  return (
    <Section title={t("places")} aside={<span>{`${blind} / ${worst.length}`}</span>}>
      {worst.length === 0 ? (
        <p>{t("placesNone")}</p>
      ) : (
        <>
          <p className="view-note">{blind === 0 ? t("placesAll") : t("placesHint", { metres: frontageMetres })}</p>
          <SortedTable
            label={t("places")}
            columns={columns}
            rows={worst.length}
            rowName={(row) => String(columns[0]?.value(row) ?? "")}
            onRow={(row) => {
              const facility = result.places[worst[row]?.place ?? -1] ?? -1;
              visit(result.city.facilities.lon[facility], result.city.facilities.lat[facility], 16.5);
            }}
            hovered={worst.findIndex(({ place }) => place === hovered)}
            onHover={(row) => local.setState({ hoveredPlace: row === null ? null : (worst[row]?.place ?? null) })}
          />
        </>
      )}
    </Section>
  );
}
