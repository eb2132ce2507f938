import type { AreaLevel } from "../../../domain/vocabulary.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useLocale } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { workParams } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { Shown } from "./use-plan.ts";

/** What plans are made of and how work is weighed; both can be changed. */
export function How({ shown: { atoms, settings, t, format } }: { readonly shown: Shown }) {
  const locale = useLocale();
  const manifest = useApp((state) => state.session.manifest);
  const { levels, table, base, reach, lines, months } = atoms;
  const fields = formFields(workParams, settings.form, { locale, texts: ownMessages[locale] });
  const nameOf = (level: AreaLevel | "whole") => (level === "whole" ? t("whole") : levelLabel(manifest, level, locale));
  const options = (list: readonly (AreaLevel | "whole")[]) => list.map((value) => ({ value, label: nameOf(value) }));
  const count = format.number(reach.residents.people.length);
  return (
    <Section title={t("how")} folded>
      <Select
        labelled
        label={t("atomLevel")}
        options={options(levels.atoms)}
        value={table.level}
        onChange={(level) => setAnalysis("units", { atoms: level, plan: "" })}
      />
      <Select
        labelled
        label={t("baseLevel")}
        options={options(levels.bases)}
        value={base.level}
        onChange={(level) => setAnalysis("units", { base: level, plan: "" })}
      />
      <h3>{t("work")}</h3>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("units", { [name]: value })} />
      <Facts
        facts={[
          [t("fact.atoms"), format.number(atoms.count)],
          [t("fact.lines"), format.number(lines.names.length)],
          [t("fact.months"), t("fact.monthsValue", { months: Math.round(months) })],
          [t("fact.homes"), t(reach.residents.by === "building" ? "fact.homesBuilding" : "fact.homesArea", { count })],
          [t("fact.data"), atoms.input.dataVersion.slice(0, 12)],
        ]}
      />
    </Section>
  );
}
