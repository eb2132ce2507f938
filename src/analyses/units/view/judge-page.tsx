import { useLocale } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { useLocal } from "../../../state/local-store.ts";
import { Button, Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { type Condition, decisionLevels } from "../kernel/judging.ts";
import { ruleParams } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import { editor } from "./editor.ts";
import { Effects } from "./effects.tsx";
import { askedFacts, type JudgedUnit } from "./judged.ts";
import { Provide } from "./provide.tsx";
import { saidSetting } from "./settings.ts";
import { StateMark } from "./state-mark.tsx";
import type { Shown } from "./use-plan.ts";
import { type ConditionId, figureText, levelText, needsText, thresholdText, verdictOf } from "./words.ts";

/** The three-level decision for the chosen unit, the scores and effects of the plan, and what is to be provided. */
export function JudgePage({ shown }: { readonly shown: Shown }) {
  const { judged, nameOf, t } = shown;
  const target = useLocal(editor, (state) => state.target);
  const unit = judged.units.find(({ figures }) => figures.unit === target) ?? judged.units[0];
  return (
    <>
      <Select
        label={t("column.unit")}
        options={judged.units.map(({ figures }) => ({ value: String(figures.unit), label: nameOf(figures.unit) }))}
        value={String(unit?.figures.unit ?? 0)}
        onChange={(next) => editor.setState({ target: Number(next) })}
      />
      {unit && <Decision shown={shown} unit={unit} />}
      <Effects shown={shown} />
      {unit && <Provide shown={shown} unit={unit} />}
      <Thresholds shown={shown} />
    </>
  );
}

interface UnitProps {
  readonly shown: Shown;
  readonly unit: JudgedUnit;
}

function Decision({ shown, unit }: UnitProps) {
  const { t, nameOf } = shown;
  const { judgement, figures } = unit;
  const level = verdictOf(judgement, t);
  return (
    <Section title={t("decision")}>
      <p className="units-verdict">
        <Emphasised text={t("verdict", { unit: nameOf(figures.unit), level })} />
      </p>
      <p className="view-note">{t("decisionAbout")}</p>
      {decisionLevels.map((one) => (
        <div key={one} className="units-level">
          <h3>
            <StateMark state={stateOfLevel(judgement.levels[one])} />
            <span>{t(`level.${one}`)}</span>
            <span>{levelText(judgement, one, shown)}</span>
          </h3>
          <ul>
            {judgement.conditions
              .filter((condition) => condition.level === one)
              .map((condition) => (
                <ConditionRow key={condition.id} shown={shown} condition={condition} unit={figures.unit} />
              ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

const stateOfLevel = (state: "met" | "open" | "missed") => (state === "open" ? "unassessed" : state);

interface RowProps {
  readonly shown: Shown;
  readonly condition: Condition;
  readonly unit: number;
}

function ConditionRow({ shown, condition, unit }: RowProps) {
  const { t } = shown;
  const { id, state, figure, unit: measured, source, confidence, required, note } = condition;
  const asked = Object.entries(askedFacts).find(([key]) => key === id)?.[1];
  const about = [
    needsText(condition, t),
    t(`source.${source}` as "source.own"),
    t(`confidence.${confidence}`),
    note && t(`note.${note}`),
  ];
  return (
    <li className="units-condition">
      <StateMark state={state} />
      <span>
        {t(`cond.${id as ConditionId}`)}
        {required && <em>{t("required")}</em>}
      </span>
      <span className="units-figure">
        <span className="visually-hidden">{t(`state.${state}`)} </span>
        {figureText(figure, measured, shown)}
        <small>{thresholdText(condition, shown)}</small>
      </span>
      <small>{about.filter(Boolean).join(" · ")}</small>
      {asked && <Say shown={shown} name={`${unit}.${asked}`} label={t(`cond.${id as ConditionId}`)} />}
    </li>
  );
}

/** What only a person knows is asked where it counts. */
function Say({ shown: { settings, t }, name, label }: { shown: Shown; name: string; label: string }) {
  const value = settings.said.get(name);
  const answers = ["yes", "no", "unknown"] as const;
  return (
    <Segmented
      label={`${t("say")}: ${label}`}
      options={answers.map((answer) => ({ value: answer, label: t(`say.${answer}`) }))}
      value={value === undefined ? "unknown" : value ? "yes" : "no"}
      onChange={(answer) => {
        const said = new Map(settings.said);
        if (answer === "unknown") said.delete(name);
        else said.set(name, answer === "yes");
        setAnalysis("units", { said: saidSetting(said) });
      }}
    />
  );
}

function Thresholds({ shown: { settings, t } }: { readonly shown: Shown }) {
  const locale = useLocale();
  const fields = formFields(ruleParams, settings.form, { locale, texts: ownMessages[locale] });
  return (
    <Section title={t("rules")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("units", { [name]: value })} />
      <span>
        <Button
          kind="quiet"
          onClick={() =>
            setAnalysis(
              "units",
              Object.fromEntries(Object.entries(ruleParams).map(([name, param]) => [name, param.default])),
            )
          }
        >
          {t("reset")}
        </Button>
      </span>
    </Section>
  );
}
