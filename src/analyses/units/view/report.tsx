import { type ReactNode, useEffect, useRef } from "react";
import { useLocale } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import { ComparedTable } from "./compare.tsx";
import { comparedPlans } from "./compared.ts";
import { Scores, useEffectFacts } from "./effects.tsx";
import type { JudgedUnit } from "./judged.ts";
import { moveRows } from "./moves.ts";
import { ReportMap } from "./report-map.tsx";
import { ProvidedTable } from "./report-provided.tsx";
import { StateMark } from "./state-mark.tsx";
import type { Shown } from "./use-plan.ts";
import { answerOf, type ConditionId, figureText, levelText, needsText, thresholdText, verdictOf } from "./words.ts";
import "./report.css";

interface ReportProps {
  readonly shown: Shown;
  readonly onClose: () => void;
}

/** The plan as a committee reads it: map, figures, conditions, effects, method, data and caveats, ready to print. */
export function Report({ shown, onClose }: ReportProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const { t } = shown;
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} className="report" aria-label={t("report")} onClose={onClose}>
      <div className="report-tools">
        <Button kind="primary" onClick={() => window.print()}>
          {t("print")}
        </Button>
        <Button onClick={() => ref.current?.close()}>{t("close")}</Button>
      </div>
      <article className="report-page">
        <Head shown={shown} />
        <Units shown={shown} />
        <Effects shown={shown} />
        <Part title={t("report.compared")}>
          <ComparedTable shown={shown} plans={comparedPlans(shown, [])} print />
        </Part>
        <Part title={t("scores")}>
          <Scores shown={shown} />
          <p className="report-note">{t("scoresAbout")}</p>
        </Part>
        <Follows shown={shown} />
        <Part title={t("provide")}>
          <ProvidedTable shown={shown} />
        </Part>
        {shown.judged.units.map((unit) => (
          <UnitPart key={unit.figures.unit} shown={shown} unit={unit} />
        ))}
        <Method shown={shown} />
      </article>
    </dialog>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Head({ shown }: { readonly shown: Shown }) {
  const { atoms, plan, judged, settings, t, format, nameOf } = shown;
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const units = judged.units.map(({ figures }) => ({
    unit: figures.unit,
    name: nameOf(figures.unit),
    figure: t("people", { count: format.compact(Math.round(figures.residents)) }),
  }));
  return (
    <header>
      <p className="report-kind">{t("report.kind")}</p>
      <h1>{t("report.title", { dataset: manifest?.title[locale] ?? "" })}</h1>
      {manifest?.simulated && <p className="report-simulated">{t("report.simulated")}</p>}
      <p className="report-answer">
        <Emphasised text={answerOf(judged, atoms, shown)} />
      </p>
      {settings.note && <p>{settings.note}</p>}
      <ReportMap
        atoms={atoms}
        plan={plan}
        units={units}
        label={t("report.map")}
        kindNames={{ street: t("line.street"), water: t("line.water"), railway: t("line.railway") }}
        borderName={t("report.border")}
      />
    </header>
  );
}

function Units({ shown }: { readonly shown: Shown }) {
  const { judged, t, format, nameOf } = shown;
  const count = (value: number) => format.number(Math.round(value));
  return (
    <Part title={t("units")}>
      <table className="units-table">
        <thead>
          <tr>
            {[
              t("column.unit"),
              t("figure.residents"),
              t("figure.households"),
              t("report.km2"),
              t("figure.cases"),
              t("figure.hours"),
              t("report.lined"),
              t("figure.compactness"),
              t("column.level"),
            ].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {judged.units.map(({ figures, judgement }) => (
            <tr key={figures.unit}>
              <th scope="row">{nameOf(figures.unit)}</th>
              <td>{count(figures.residents)}</td>
              <td>{count(figures.households)}</td>
              <td>{figures.areaKm2.toFixed(2)}</td>
              <td>{count(figures.cases)}</td>
              <td>{count(figures.workHours)}</td>
              <td>{format.percent(figures.lineShare)}</td>
              <td>{figures.compactness?.toFixed(2) ?? "—"}</td>
              <td>
                <Emphasised text={verdictOf(judgement, t)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Effects({ shown }: { readonly shown: Shown }) {
  const { t } = shown;
  const moves = moveRows(shown);
  return (
    <>
      <Part title={t("effects")}>
        <Facts facts={useEffectFacts(shown)} />
        <p className="report-note">
          {t("effect.reachWhy")} {t("effect.why")}
        </p>
      </Part>
      <Part title={t("moves")}>{moves.length === 0 ? <p>{t("movesNone")}</p> : <Facts facts={moves} />}</Part>
    </>
  );
}

function Follows({ shown: { judged, t, format } }: { readonly shown: Shown }) {
  const follows = judged.follows.slice(0, 10).map(({ name, kind, metres }): [string, string] => {
    const label = kind === null ? t("alongNone") : name || t("alongUnnamed", { kind: t(`line.${kind}`) });
    return [label, format.metres(metres)];
  });
  return (
    <Part title={t("along")}>
      <Facts facts={follows} />
    </Part>
  );
}

interface UnitPartProps {
  readonly shown: Shown;
  readonly unit: JudgedUnit;
}

function UnitPart({ shown, unit }: UnitPartProps) {
  const { t, nameOf } = shown;
  const { figures, judgement } = unit;
  const level = verdictOf(judgement, t);
  return (
    <section className="report-unit-part">
      <h2>{nameOf(figures.unit)}</h2>
      <p>
        <Emphasised text={t("verdict", { unit: nameOf(figures.unit), level })} />
      </p>
      <table className="units-table report-conditions">
        <thead>
          <tr>
            {[
              t("report.condition"),
              t("report.state"),
              t("report.figure"),
              t("report.threshold"),
              t("report.source"),
            ].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {(["split_street", "basic_unit", "town_community"] as const).map((one) => (
          <tbody key={one}>
            <tr className="report-level">
              <th scope="rowgroup" colSpan={5}>
                {t(`level.${one}`)} <small>{levelText(judgement, one, shown)}</small>
              </th>
            </tr>
            {judgement.conditions
              .filter((condition) => condition.level === one)
              .map((condition) => (
                <tr key={condition.id}>
                  <th scope="row">
                    {t(`cond.${condition.id as ConditionId}`)}
                    {condition.required && <small> ({t("required")})</small>}
                  </th>
                  <td>
                    <StateMark state={condition.state} /> {t(`state.${condition.state}`)}
                    {needsText(condition, t) && <small className="report-needs">{needsText(condition, t)}</small>}
                  </td>
                  <td>{figureText(condition.figure, condition.unit, shown)}</td>
                  <td>{thresholdText(condition, shown)}</td>
                  <td>
                    {t(`source.${condition.source}` as "source.own")} · {t(`confidence.${condition.confidence}`)}
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Method({ shown }: { readonly shown: Shown }) {
  const { atoms, settings, t, format } = shown;
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const [from, to] = atoms.input.window;
  const values = formFields(params, settings.form, { locale, texts: ownMessages[locale] }).map(
    (field): [string, string] => {
      if (field.kind === "number") return [field.label, `${format.number(field.value)} ${field.unit}`];
      if (field.kind === "boolean") return [field.label, t(field.value ? "isYes" : "isNo")];
      return [field.label, field.options.find(({ value }) => value === field.value)?.label ?? field.value];
    },
  );
  return (
    <>
      <Part title={t("report.method")}>
        <p>{t("report.methodText")}</p>
        <Facts facts={values} />
      </Part>
      <Part title={t("report.data")}>
        <Facts
          facts={[
            [t("report.dataset"), manifest?.title[locale] ?? ""],
            [t("report.attribution"), `${manifest?.attribution ?? ""} · ${manifest?.licence ?? ""}`],
            [t("fact.months"), format.dates(from, to)],
            [t("fact.atoms"), `${format.number(atoms.count)}`],
            [t("fact.data"), atoms.input.dataVersion.slice(0, 16)],
          ]}
        />
      </Part>
      <Part title={t("report.caveats")}>
        <ul className="report-caveats">
          {(["caveat.sources", "caveat.missing", "caveat.work", "caveat.sites", "caveat.walk"] as const).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
          {manifest?.simulated && <li>{t("report.simulated")}</li>}
        </ul>
      </Part>
    </>
  );
}
