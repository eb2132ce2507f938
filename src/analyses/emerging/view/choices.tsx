import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { chooseLevel, madeLevels, sizesMetres } from "../../../state/made-cells.ts";
import { useApp } from "../../../state/react.ts";
import { studyLevel } from "../../../state/study-level.ts";
import { Select } from "../../../ui/controls.tsx";
import { messages } from "./messages.ts";
import { cubeParams, settingsOf } from "./settings.ts";

/** On which areas, and how long a step is. */
export function Choices() {
  const document = useApp((state) => state.document);
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const levels = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: `${levelLabel(manifest, value, locale)} · ${areas.get(value)?.rows}`,
  }));
  const { cube, made } = settingsOf(document);
  const sizes = [...new Set([...sizesMetres, made?.sizeMetres ?? sizesMetres[0]])].sort((a, b) => a - b);
  return (
    <div className="view-choices">
      <Select
        label={t("level")}
        options={[...levels, ...madeLevels.map((value) => ({ value, label: t(`made.${value}`) }))]}
        value={made?.shape ?? studyLevel(document, areas) ?? ""}
        onChange={(level) => chooseLevel(level, areas)}
      />
      {made && (
        <Select
          label={t("cellSize")}
          options={sizes.map((size) => ({ value: `${size}`, label: t("cellSizeOf", { metres: format.metres(size) }) }))}
          value={`${made.sizeMetres}`}
          onChange={(size) => setAnalysis("cells", { sizeMetres: Number(size) })}
        />
      )}
      <Select
        label={t("step")}
        options={cubeParams.step.options.map((value) => ({ value, label: t(`step.${value}`) }))}
        value={cube.step}
        onChange={(step) => setAnalysis("emerging", { step, shown: 0 })}
      />
    </div>
  );
}
