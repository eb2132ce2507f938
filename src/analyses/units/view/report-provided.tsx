import { areaNameAt } from "../../../state/area-levels.ts";
import { provisionOf, staffingOf } from "../kernel/provision.ts";
import { type JudgedUnit, unitFacilities } from "./judged.ts";
import { siteOf } from "./sites.ts";
import type { Shown } from "./use-plan.ts";

/** What every unit of a plan has to be given, where, with what staff and at what yearly cost; and the sum of these. */
export function ProvidedTable({ shown }: { readonly shown: Shown }) {
  const { judged, t, format } = shown;
  const needs = judged.units.map(({ figures }) => staffingOf(figures.residents));
  const sum = (key: "staff" | "yuanPerYear") => format.number(needs.reduce((all, one) => all + one[key], 0));
  return (
    <>
      <table className="units-table report-provided">
        <thead>
          <tr>
            <th scope="col">{t("column.unit")}</th>
            <th scope="col">{t("report.missing")}</th>
            <th scope="col">{t("report.place")}</th>
            <th scope="col">{t("report.staff")}</th>
            <th scope="col">{t("report.yuan")}</th>
          </tr>
        </thead>
        <tbody>
          {judged.units.map((unit, row) => (
            <UnitRow key={unit.figures.unit} shown={shown} unit={unit} staffing={needs[row]} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t("report.total")}
            </th>
            <td>{sum("staff")}</td>
            <td>{sum("yuanPerYear")}</td>
          </tr>
        </tfoot>
      </table>
      <p className="report-note">
        {t("provideAbout")} {t("report.staffAbout")}
      </p>
    </>
  );
}

interface RowProps {
  readonly shown: Shown;
  readonly unit: JudgedUnit;
  readonly staffing: ReturnType<typeof staffingOf> | undefined;
}

function UnitRow({ shown: { atoms, plan, t, format, nameOf }, unit: { figures }, staffing }: RowProps) {
  const provision = provisionOf(unitFacilities(atoms, plan, figures.unit));
  const missing = provision
    .filter(({ state }) => state === "needed")
    .map(({ id, leastM2 }) => t(`provide.${id}`) + (leastM2 > 0 ? ` (≥ ${format.number(leastM2)} m²)` : ""));
  const isKnown = provision.every(({ state }) => state !== "unknown");
  const site = missing.length > 0 ? siteOf(atoms, plan, figures.unit) : null;
  return (
    <tr>
      <th scope="row">{nameOf(figures.unit)}</th>
      <td>{missing.length > 0 ? format.list(missing) : t(isKnown ? "report.nothing" : "provide.unknown")}</td>
      <td>{site ? t("provide.near", { place: areaNameAt(atoms.input.areas, site.lon, site.lat) }) : "—"}</td>
      <td>{staffing && format.number(staffing.staff)}</td>
      <td>{staffing && format.number(staffing.yuanPerYear)}</td>
    </tr>
  );
}
