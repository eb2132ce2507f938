import { areaNameAt } from "../../../state/area-levels.ts";
import { Section } from "../../../ui/panel.tsx";
import { provisionOf, staffingOf } from "../kernel/provision.ts";
import { type JudgedUnit, unitFacilities } from "./judged.ts";
import { siteOf } from "./sites.ts";
import { StateMark } from "./state-mark.tsx";
import type { Shown } from "./use-plan.ts";

interface ProvideProps {
  readonly shown: Shown;
  readonly unit: JudgedUnit;
}

/** What the chosen unit would have to be given, and where. */
export function Provide({ shown, unit }: ProvideProps) {
  const { atoms, plan, t, format } = shown;
  const { figures } = unit;
  const site = siteOf(atoms, plan, figures.unit);
  const place = site ? areaNameAt(atoms.input.areas, site.lon, site.lat) : "";
  const { staff, yuanPerYear } = staffingOf(figures.residents);
  return (
    <Section title={t("provide")}>
      <ul className="units-list">
        {provisionOf(unitFacilities(atoms, plan, figures.unit)).map(({ id, state, leastM2, floorM2 }) => (
          <li key={id}>
            <StateMark state={state === "present" ? "met" : state === "needed" ? "missed" : "unassessed"} />
            <span>{t(`provide.${id}`)}</span>
            <span>
              {t(`provide.${state}`)}
              {state === "present" && Number.isFinite(floorM2) && ` · ${format.number(floorM2)} m²`}
              {state === "needed" && leastM2 > 0 && ` · ≥ ${format.number(leastM2)} m²`}
            </span>
            {state === "needed" && place && <small>{t("provide.near", { place })}</small>}
          </li>
        ))}
        <li>
          <span />
          <span>{t("staff")}</span>
          <span>{t("staffValue", { staff, cost: format.compact(yuanPerYear) })}</span>
          <small>{t("staffAbout")}</small>
        </li>
      </ul>
      <p className="view-note">{t("provideAbout")}</p>
    </Section>
  );
}
