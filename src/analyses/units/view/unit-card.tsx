import { setAnalysis } from "../../../state/actions.ts";
import { useLocal } from "../../../state/local-store.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { editor, toggleLock } from "./editor.ts";
import { namesSetting } from "./settings.ts";
import type { Shown } from "./use-plan.ts";

/** The chosen unit: its name, its lock and its figures. */
export function UnitCard({ shown }: { readonly shown: Shown }) {
  const { judged, nameOf, settings, t, format } = shown;
  const target = useLocal(editor, (state) => state.target);
  const locked = useLocal(editor, (state) => state.locked.has(target));
  const own = judged.units.find((unit) => unit.figures.unit === target);
  const figures = own?.figures;
  const p90 = own?.facts.p90Minutes ?? null;
  const count = (value: number) => format.number(Math.round(value));
  const facts: [string, string][] = figures
    ? [
        [t("figure.residents"), count(figures.residents)],
        [t("figure.households"), count(figures.households)],
        [t("figure.density"), figures.density === null ? "—" : `${count(figures.density)}/km²`],
        [t("figure.cases"), count(figures.cases)],
        [t("figure.per1000"), figures.casesPer1000 === null ? "—" : count(figures.casesPer1000)],
        [t("figure.overdue"), format.percent(figures.overdueShare)],
        [t("figure.p90"), p90 === null ? t("effect.notAssessed") : format.duration(p90 / 60)],
        [t("figure.hours"), `${count(figures.workHours)} h`],
        [
          t("figure.ofWhich"),
          t("figure.hoursParts", {
            cases: count(figures.caseHours),
            patrol: count(figures.patrolHours),
            assets: count(figures.assetHours),
          }),
        ],
        [t("figure.road"), `${format.number(Math.round(10 * figures.roadKm) / 10)} km`],
        [t("figure.border"), format.metres(figures.borderMetres)],
        [t("figure.compactness"), figures.compactness === null ? "—" : figures.compactness.toFixed(2)],
        [t("figure.facilities"), count(figures.facilities)],
      ]
    : [];
  return (
    <Section
      title={nameOf(target)}
      aside={
        <Button kind="quiet" pressed={locked} onClick={() => toggleLock(target)}>
          {t(locked ? "unlock" : "lock")}
        </Button>
      }
    >
      <label className="units-name">
        <span>{t("rename")}</span>
        <input
          key={`${target} ${nameOf(target)}`}
          type="text"
          maxLength={40}
          defaultValue={nameOf(target)}
          onBlur={(event) => rename(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
      </label>
      <Facts facts={facts} />
    </Section>
  );

  function rename(text: string): void {
    const name = text.trim();
    if (name === nameOf(target)) return;
    const names = new Map(settings.names);
    if (name === "") names.delete(target);
    else names.set(target, name);
    setAnalysis("units", { names: namesSetting(names) });
    editor.setState(({ version }) => ({ version: version + 1 }));
  }
}
