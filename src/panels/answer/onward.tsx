import type { AreaLevel } from "../../domain/vocabulary.ts";
import { faultText } from "../../i18n/faults.ts";
import { levelLabel } from "../../i18n/labels.ts";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { useLocal } from "../../state/local-store.ts";
import { clearMap, type Mapped, mapped, mostOnMap, showOnMap } from "../../state/query/map.ts";
import {
  colourColumns,
  type FilterChoice,
  filterChoices,
  type MapChoice,
  mapChoices,
} from "../../state/query/places.ts";
import type { QueryTable } from "../../state/query/store.ts";
import { type FilterMade, filterBy, filterMade, mostInFilter } from "../../state/query/to-filter.ts";
import { useApp } from "../../state/react.ts";
import { studyLevel } from "../../state/study-level.ts";
import { Button, IconButton, Select } from "../../ui/controls.tsx";
import { Menu } from "../../ui/menu.tsx";
import { messages } from "./messages.ts";

function useLevel() {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  return (level: AreaLevel) => levelLabel(manifest, level, locale);
}

/** Puts the rows on the map, says what is there, and by which column it is coloured. */
export function MapTools({ table }: { readonly table: QueryTable }) {
  const { shown, fault } = useLocal(mapped, (state) => state);
  const locale = useLocale();
  const t = useTexts(messages);
  const choices = mapChoices(table.columns);
  if (choices.length === 0) return null;
  if (!shown) {
    return (
      <>
        <Button icon="overview" onClick={() => showOnMap()}>
          {t("onMap")}
        </Button>
        {fault && <span className="query-result-note">{faultText(fault, locale).what}</span>}
      </>
    );
  }
  return <MapState table={table} choices={choices} shown={shown} />;
}

interface MapStateProps {
  readonly table: QueryTable;
  readonly choices: readonly MapChoice[];
  readonly shown: Mapped;
}

function MapState({ table, choices, shown }: MapStateProps) {
  const t = useTexts(messages);
  const names = useMapNames();
  const { choice, colour } = shown;
  const colours = colourColumns(table.columns, choice);
  const none = choice.kind === "areas" ? t("byRows") : t("noColour");
  return (
    <span className="query-map">
      {choices.length > 1 && (
        <Select
          label={t("mapBy")}
          options={choices.map((one) => ({ value: names.keyOf(one), label: names.choice(one) }))}
          value={names.keyOf(choice)}
          onChange={(key) => {
            const next = choices.find((one) => names.keyOf(one) === key);
            if (next) showOnMap({ choice: next, colour: null });
          }}
        />
      )}
      <Select
        label={t("colourBy")}
        options={[{ value: "", label: none }, ...colours.map((name) => ({ value: name, label: name }))]}
        value={colour ?? ""}
        onChange={(name) => showOnMap({ choice, colour: name === "" ? null : name })}
      />
      <span className="query-result-note" role="status">
        {names.shown(shown)}
      </span>
      <IconButton icon="close" size={14} label={t("offMap")} onClick={clearMap} />
    </span>
  );
}

function useMapNames() {
  const t = useTexts(messages);
  const level = useLevel();
  return {
    keyOf: (choice: MapChoice) => JSON.stringify(choice),
    choice: (choice: MapChoice) => {
      if (choice.kind === "points") return t("choicePoints", { lon: choice.lon, lat: choice.lat });
      return choice.kind === "areas" ? t("choiceAreas", { id: choice.id }) : t("choiceShapes", { shape: choice.shape });
    },
    shown: ({ choice, drawn, placeless, leftOut, level: ofLevel }: Mapped) => {
      if (drawn === 0 && choice.kind === "areas") return t("noMatch");
      const what = { points: "mappedPoints", areas: "mappedAreas", shapes: "mappedShapes" } as const;
      const text = t(what[choice.kind], { drawn, level: ofLevel ? level(ofLevel) : "" });
      const missing = placeless > 0 ? t("placeless", { count: placeless }) : "";
      return text + missing + (leftOut > 0 ? t("leftOut", { count: leftOut, most: mostOnMap }) : "");
    },
  };
}

/** Makes a filter of the rows that every view obeys. */
export function FilterMenu({ table }: { readonly table: QueryTable }) {
  const made = useLocal(filterMade, (state) => state.made);
  const document = useApp((state) => state.document);
  const areas = useApp((state) => state.session.areas);
  const t = useTexts(messages);
  const level = useLevel();
  const study = studyLevel(document, areas);
  const choices = filterChoices(table.columns);
  if (choices.length === 0) return null;
  const name = (choice: FilterChoice) => {
    if (choice.kind === "cases") return t("filterCases", { level: study ? level(study) : "" });
    const key = { areas: "filterAreas", values: "filterValues", time: "filterTime" } as const;
    return t(key[choice.kind], { column: choice.column });
  };
  return (
    <>
      <Menu
        label={t("asFilter")}
        items={choices.map((choice) => ({ label: name(choice), onChoose: () => filterBy(choice) }))}
      >
        {t("asFilter")}
      </Menu>
      {made && <FilterNote made={made} />}
    </>
  );
}

function FilterNote({ made }: { readonly made: FilterMade }) {
  const t = useTexts(messages);
  const level = useLevel();
  const key = { areas: "madeAreas", cases: "madeCases", values: "madeValues", time: "madeTime" } as const;
  const values = { count: made.count, level: made.level ? level(made.level) : "" };
  const text = made.count === 0 ? t("madeNone") : t(key[made.kind], values);
  return (
    <span className="query-result-note" role="status">
      {made.cut ? `${text} ${t("madeCut", { most: mostInFilter })}` : text}
    </span>
  );
}
