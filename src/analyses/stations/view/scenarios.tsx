import { useState } from "react";
import { useTexts } from "../../../i18n/locale.tsx";
import { dropScenario, keepScenario, openScenario, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";
import "./stations.css";

/** Keeps the plan under a name, opens kept ones, and chooses what the plan is compared with. */
export function Scenarios() {
  const analyses = useApp((state) => state.document.analyses);
  const all = useApp((state) => state.document.scenarios);
  const t = useTexts(messages);
  const own = all.filter(({ analysis }) => analysis === "stations");
  const [name, setName] = useState("");
  const usual = t("scenarioName", { number: own.length + 1 });
  const { compare } = settingsOf({ analyses });
  const options = [
    { value: "", label: t("compare.none") },
    { value: "=", label: t("compare.now") },
    ...own.map((scenario) => ({ value: scenario.name, label: scenario.name })),
  ];
  const keep = () => {
    keepScenario("stations", name.trim() || usual);
    setName("");
  };
  return (
    <Section title={t("scenarios")}>
      <p className="view-note">{t("scenariosHint")}</p>
      <div className="view-choices">
        <input
          className="scenario-name"
          aria-label={t("name")}
          placeholder={usual}
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && keep()}
        />
        <Button onClick={keep}>{t("save")}</Button>
      </div>
      {own.length === 0 && <p className="view-note">{t("noScenarios")}</p>}
      <ul className="scenario-list">
        {own.map((scenario) => (
          <li key={scenario.name}>
            <span title={scenario.name}>{scenario.name}</span>
            <Button kind="quiet" onClick={() => openScenario(scenario)}>
              {t("open")}
            </Button>
            <Button kind="quiet" onClick={() => dropScenario("stations", scenario.name)}>
              {t("drop")}
            </Button>
          </li>
        ))}
      </ul>
      <Select
        labelled
        label={t("compare")}
        options={options}
        value={options.some(({ value }) => value === compare) ? compare : ""}
        onChange={(value) => setAnalysis("stations", { compare: value })}
      />
    </Section>
  );
}
