import { useState } from "react";
import { LocaleProvider, useTexts } from "../../i18n/locale.tsx";
import { useNames } from "../../panels/use-names.ts";
import { useLocal } from "../../state/local-store.ts";
import { useApp } from "../../state/react.ts";
import { WallProvider } from "../context.tsx";
import type { Wall } from "../control.ts";
import "../editor/editor.css";
import { Choice, TextField } from "../editor/fields.tsx";
import { messages } from "../messages.ts";
import { type GridId, grids, presetIds, presetLayout } from "../model/presets.ts";
import { AgeLine } from "../tiles/age.tsx";
import "../wall.css";
import { useWallTheme } from "../use-theme.tsx";
import { Screens } from "./screens.tsx";

/** The operator's window: drives every window of the wall on this computer. */
export function RemotePage({ wall }: { readonly wall: Wall }) {
  const locale = useLocal(wall.wall, ({ shared }) => shared.locale);
  return (
    <LocaleProvider locale={locale}>
      <WallProvider place={{ wall, textPx: 14, figurePx: 28, cellWidthPx: 0, cellHeightPx: 0 }}>
        <Remote wall={wall} />
      </WallProvider>
    </LocaleProvider>
  );
}

function Remote({ wall }: { readonly wall: Wall }) {
  const shared = useLocal(wall.wall, (state) => state.shared);
  const index = useLocal(wall.wall, ({ sceneIndex }) => sceneIndex);
  const t = useTexts(messages);
  useWallTheme(wall);
  const { layout, theme, frozenAt, locale } = shared;
  const known = presetIds.find((id) => id === layout.scenes[index]?.name);
  const name = known ? t(known) : (layout.scenes[index]?.name ?? "");
  return (
    <main className="wall-remote">
      <h1>{t("remote")}</h1>
      <p>{t("scene", { index: index + 1, count: layout.scenes.length, name })}</p>
      <AgeLine asOf={null} />
      <div className="wall-buttons">
        <button type="button" onClick={() => wall.step(-1)}>
          {t("previous")}
        </button>
        <button type="button" onClick={() => wall.step(1)}>
          {t("next")}
        </button>
        <button type="button" aria-pressed={frozenAt !== null} onClick={wall.freeze}>
          {t(frozenAt === null ? "freeze" : "unfreeze")}
        </button>
        <button type="button" onClick={() => wall.set({ theme: theme === "dark" ? "light" : "dark" })}>
          {t(theme === "dark" ? "toLight" : "toDark")}
        </button>
        <button type="button" onClick={() => wall.set({ locale: locale === "en" ? "zh-CN" : "en" })}>
          {t("language")}
        </button>
      </div>
      <Preset wall={wall} />
      <Focus wall={wall} />
      <Alert wall={wall} />
      <Screens wall={wall} />
    </main>
  );
}

function Preset({ wall }: { readonly wall: Wall }) {
  const layout = useLocal(wall.wall, ({ shared }) => shared.layout);
  const t = useTexts(messages);
  const ids = Object.keys(grids) as GridId[]; // the names of the grids
  const present = ids.find((id) => grids[id][0] === layout.columns && grids[id][1] === layout.rows) ?? "6x3";
  const preset = presetIds.find((id) => id === layout.name) ?? "all";
  return (
    <div className="wall-pair">
      <Choice
        label={t("preset")}
        value={preset}
        options={presetIds.map((value) => ({ value, label: t(value) }))}
        onChange={(id) => wall.set({ layout: presetLayout(id, present), shift: 0 })}
      />
      <Choice
        label={t("grid")}
        value={present}
        options={ids.map((value) => ({ value, label: value.replace("x", "×") }))}
        onChange={(grid) => wall.set({ layout: presetLayout(preset, grid), shift: 0 })}
      />
    </div>
  );
}

function Focus({ wall }: { readonly wall: Wall }) {
  const focus = useLocal(wall.wall, ({ shared }) => shared.focus);
  const areas = useApp(({ session }) => session.areas);
  const [chosen, setChosen] = useState<string | null>(null);
  const t = useTexts(messages);
  const names = useNames();
  const levels = [...areas.keys()].filter((level) => level !== "cell");
  const level = levels.find((one) => one === (chosen ?? focus?.level)) ?? levels.at(-1);
  const table = level && areas.get(level);
  if (!level || !table) return null;
  const places = table.ids.map((value, row) => ({ value, label: table.names[row] || value }));
  return (
    <div className="wall-pair">
      <Choice
        label={t("level")}
        value={level}
        options={levels.map((value) => ({ value, label: names.level(value) }))}
        onChange={setChosen}
      />
      <Choice
        label={t("focusArea")}
        value={focus?.level === level ? focus.id : ""}
        options={[{ value: "", label: t("wholeTown") }, ...places]}
        onChange={(id) => wall.set({ focus: id ? { level, id } : null })}
      />
    </div>
  );
}

function Alert({ wall }: { readonly wall: Wall }) {
  const alert = useLocal(wall.wall, ({ shared }) => shared.alert);
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const t = useTexts(messages);
  return (
    <>
      <TextField label={t("alertTitle")} value="" onChange={setTitle} />
      <TextField label={t("alertText")} value="" onChange={setText} />
      <div className="wall-buttons">
        <button type="button" disabled={title === ""} onClick={() => wall.set({ alert: { title, text } })}>
          {t("showAlert")}
        </button>
        {alert && (
          <button type="button" onClick={() => wall.set({ alert: null })}>
            {t("endAlert")}
          </button>
        )}
      </div>
    </>
  );
}
