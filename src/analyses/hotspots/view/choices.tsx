import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { chooseLevel, madeLevels, sizesMetres } from "../../../state/made-cells.ts";
import { useApp } from "../../../state/react.ts";
import { studyLevel } from "../../../state/study-level.ts";
import { Select } from "../../../ui/controls.tsx";
import { analysisTexts } from "../../texts.ts";
import { messages } from "./messages.ts";
import { type Settings, settingsOf, subjectParams } from "./settings.ts";

/** What is judged, and on which areas. */
export function Choices() {
  const document = useApp((state) => state.document);
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const { made } = settingsOf(document);
  const levels = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: `${levelLabel(manifest, value, locale)} · ${areas.get(value)?.rows}`,
  }));
  return (
    <div className="view-choices">
      <Select
        label={t("level")}
        options={[...levels, ...madeLevels.map((value) => ({ value, label: t(`made.${value}`) }))]}
        value={made?.shape ?? studyLevel(document, areas) ?? ""}
        onChange={(level) => chooseLevel(level, areas)}
      />
      {made ? <CellSize made={made} /> : <QuantityChoice />}
    </div>
  );
}

/** How wide made cells are. */
function CellSize({ made: { sizeMetres } }: { readonly made: NonNullable<Settings["made"]> }) {
  const t = useTexts(messages);
  const format = useFormat();
  const sizes = [...new Set([...sizesMetres, sizeMetres])].sort((a, b) => a - b);
  return (
    <Select
      label={t("cellSize")}
      options={sizes.map((size) => ({ value: `${size}`, label: t("cellSizeOf", { metres: format.metres(size) }) }))}
      value={`${sizeMetres}`}
      onChange={(size) => setAnalysis("cells", { sizeMetres: Number(size) })}
    />
  );
}

/** Which number is judged; made cells know only how many cases they have. */
function QuantityChoice() {
  const document = useApp((state) => state.document);
  const areas = useApp((state) => state.session.areas);
  const hasFacilities = useApp((state) => state.session.facilities !== null);
  const locale = useLocale();
  const t = useTexts(messages);
  const texts: Readonly<Record<string, string>> = analysisTexts.hotspots[locale];
  const hasResidents = [...areas.values()].some(({ residents }) => residents.some((count) => count > 0));
  const options = subjectParams.quantity.options.map((value) => ({
    value,
    label: texts[`quantity.${value}`] ?? value,
    disabled: (value === "per_facility" && !hasFacilities) || (value === "per_1000" && !hasResidents),
  }));
  return (
    <Select
      label={t("quantity")}
      options={options}
      value={settingsOf(document).subject.quantity}
      onChange={(quantity) => setAnalysis("hotspots", { quantity })}
    />
  );
}
