import { filterFields } from "../../domain/case-chunk.ts";
import { measures } from "../../domain/filters.ts";
import { useTexts } from "../../i18n/locale.tsx";
import { useNames } from "../../panels/use-names.ts";
import { useApp } from "../../state/react.ts";
import { messages } from "../messages.ts";
import { mapSurfaces, panelViews, type WallPanel } from "../model/layout.ts";
import { Choice, NumberField, TextField } from "./fields.tsx";

interface PanelFormProps {
  readonly panel: WallPanel;
  readonly onChange: (patch: Partial<WallPanel>) => void;
}

/** What a panel shows, of which cases. */
export function PanelForm({ panel, onChange }: PanelFormProps) {
  const areas = useApp(({ session }) => session.areas);
  const t = useTexts(messages);
  const names = useNames();
  const levels = [
    { value: "", label: "—" },
    ...Array.from(areas.keys(), (value) => ({ value: value as string, label: names.level(value) })),
  ];
  const level = panel.area?.level ?? panel.level ?? [...areas.keys()].at(-1);
  const table = level && areas.get(level);
  const places = [
    { value: "", label: t("wholeTown") },
    ...(table ? table.ids.map((value, row) => ({ value, label: table.names[row] || value })) : []),
  ];
  const field = panel.field;
  const setLevel = (text: string) =>
    onChange({ level: [...areas.keys()].find((one) => one === text) ?? null, area: null });
  const setValues = (text: string) => {
    const values = text.split(/[,，]/).flatMap((value) => value.trim() || []);
    onChange({ values: values.length > 0 ? { ...panel.values, [field]: values } : {} });
  };
  return (
    <>
      <Choice
        label={t("view")}
        value={panel.view}
        options={panelViews.map((value) => ({ value, label: t(value) }))}
        onChange={(view) => onChange({ view })}
      />
      <TextField
        label={t("panelTitle")}
        value={panel.title ?? ""}
        onChange={(title) => onChange({ title: title || null })}
      />
      {panel.view === "map" && (
        <Choice
          label={t("surface")}
          value={panel.surface}
          options={mapSurfaces.map((value) => ({ value, label: value === "areas" ? t("measure") : t(value) }))}
          onChange={(surface) => onChange({ surface })}
        />
      )}
      {panel.view === "text" && (
        <TextField label={t("panelText")} value={panel.text} onChange={(text) => onChange({ text })} />
      )}
      <NumberField
        label={t("window")}
        value={panel.days}
        range={[1 / 24, 36_500]}
        onChange={(days) => onChange({ days })}
      />
      <Choice
        label={t("measure")}
        value={panel.measure}
        options={measures.map((value) => ({ value, label: names.measure(value) }))}
        onChange={(measure) => onChange({ measure })}
      />
      <Choice label={t("level")} value={panel.level ?? ""} options={levels} onChange={setLevel} />
      {table && level && (
        <Choice
          label={t("area")}
          value={panel.area?.id ?? ""}
          options={places}
          onChange={(id) => onChange({ area: id ? { level, id } : null })}
        />
      )}
      <Choice
        label={t("field")}
        value={field}
        options={filterFields.map((value) => ({ value, label: names.field(value) }))}
        onChange={(next) => onChange({ field: next })}
      />
      <TextField key={field} label={t("values")} value={panel.values[field]?.join(",") ?? ""} onChange={setValues} />
    </>
  );
}
