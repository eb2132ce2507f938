import { levelLabel } from "../../../i18n/labels.ts";
import { useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { studyLevel } from "../../../state/study-level.ts";
import { Select } from "../../../ui/controls.tsx";
import { analysisTexts } from "../../texts.ts";
import { messages } from "./messages.ts";
import { madeLevels, settingsOf, subjectParams } from "./settings.ts";

/** What is judged, and on which areas. */
export function Choices() {
  const document = useApp((state) => state.document);
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const hasFacilities = useApp((state) => state.session.facilities !== null);
  const locale = useLocale();
  const t = useTexts(messages);
  const texts: Readonly<Record<string, string>> = analysisTexts.hotspots[locale];
  const { made, subject } = settingsOf(document);
  const levels = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: `${levelLabel(manifest, value, locale)} · ${areas.get(value)?.rows}`,
  }));
  const hasResidents = [...areas.values()].some(({ residents }) => residents.some((count) => count > 0));
  const quantities = subjectParams.quantity.options.map((value) => ({
    value,
    label: texts[`quantity.${value}`] ?? value,
    disabled:
      (made !== null && value !== "count") ||
      (value === "per_facility" && !hasFacilities) ||
      (value === "per_1000" && !hasResidents),
  }));
  return (
    <div className="view-choices">
      <Select
        label={t("level")}
        options={[...levels, ...madeLevels.map((value) => ({ value, label: t(`made.${value}`) }))]}
        value={made?.shape ?? studyLevel(document, areas) ?? ""}
        onChange={(level) => setAnalysis("hotspots", { level })}
      />
      <Select
        label={t("quantity")}
        options={quantities}
        value={subject.quantity}
        onChange={(quantity) => setAnalysis("hotspots", { quantity })}
      />
    </div>
  );
}
