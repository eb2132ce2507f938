import { useState } from "react";
import { type Overlay, overlays, surfaces } from "../../domain/document.ts";
import { classMethods, measures } from "../../domain/filters.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { setStyle, toggleOverlay } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import type { Session } from "../../state/store.ts";
import { Check, RangeField, Segmented, Select } from "../../ui/controls.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useNames } from "../use-names.ts";
import { bandwidthOf, stepOf, steps } from "./bandwidth.ts";
import { messages } from "./messages.ts";
import "./panel.css";

const classCounts = ["3", "4", "5", "6", "7", "8", "9"] as const;

/** What the map shows: its surface, how areas are coloured, and what lies over it. */
export function LayersPanel() {
  const [open, setOpen] = useState(false);
  const style = useApp((state) => state.document.style);
  const ready = useApp((state) => state.session.phase === "ready");
  const overview = useApp((state) => state.document.view === "overview");
  const t = useTexts(messages);
  if (!ready) return null;
  return (
    <section className={`layers float${overview || open ? "" : " layers-closed"}`} aria-label={t("title")}>
      <div className="layers-head">
        {overview && (
          <Segmented
            label={t("surface")}
            options={surfaces.map((value) => ({ value, label: t(value) }))}
            value={style.surface}
            onChange={(surface) => setStyle({ surface })}
          />
        )}
        <button
          type="button"
          className="icon-button"
          aria-expanded={open}
          aria-label={t(open ? "fold" : "unfold")}
          title={t(open ? "fold" : "unfold")}
          onClick={() => setOpen(!open)}
        >
          <Icon name="layers" />
        </button>
      </div>
      {open && (
        <div className="layers-body">
          {overview && style.surface === "density" && <DensityFields />}
          {overview && style.surface === "choropleth" && <AreaFields />}
          <Overlays />
        </div>
      )}
    </section>
  );
}

function DensityFields() {
  const bandwidth = useApp((state) => state.document.style.bandwidthMetres);
  const t = useTexts(messages);
  const format = useFormat();
  return (
    <RangeField
      label={t("bandwidth")}
      text={bandwidth === null ? t("follow") : format.metres(bandwidth)}
      value={stepOf(bandwidth)}
      bounds={[0, steps, 1]}
      onChange={(step) => setStyle({ bandwidthMetres: bandwidthOf(step) })}
    />
  );
}

function AreaFields() {
  const style = useApp((state) => state.document.style);
  const levels = useApp((state) => state.session.areas);
  const counted = useApp((state) => state.linked?.areaLevel);
  const t = useTexts(messages);
  const names = useNames();
  const level = style.level ?? counted;
  return (
    <>
      {level && (
        <Select
          labelled
          label={t("level")}
          options={[...levels.keys()].map((value) => ({ value, label: names.level(value) }))}
          value={level}
          onChange={(value) => setStyle({ level: value })}
        />
      )}
      <Select
        labelled
        label={t("measure")}
        options={measures.map((value) => ({ value, label: names.measure(value) }))}
        value={style.measure}
        onChange={(measure) => setStyle({ measure })}
      />
      <div className="layers-classes">
        <Select
          labelled
          label={t("method")}
          options={classMethods.map((value) => ({ value, label: names.words(value) }))}
          value={style.classMethod}
          onChange={(classMethod) => setStyle({ classMethod })}
        />
        <Select
          label={t("classes")}
          options={classCounts.map((value) => ({ value, label: value }))}
          value={classCounts.find((value) => Number(value) === style.classCount) ?? "5"}
          onChange={(value) => setStyle({ classCount: Number(value) })}
        />
      </div>
    </>
  );
}

function Overlays() {
  const shown = useApp((state) => state.document.style.overlays);
  const session = useApp((state) => state.session);
  const t = useTexts(messages);
  const names = useNames();
  return (
    <fieldset className="layers-overlays">
      <legend>{t("overlays")}</legend>
      {overlays
        .filter((overlay) => isPresent(overlay, session))
        .map((overlay) => (
          <Check
            key={overlay}
            label={names.words(overlay)}
            checked={shown.includes(overlay)}
            onChange={() => toggleOverlay(overlay)}
          />
        ))}
    </fieldset>
  );
}

/** Whether the dataset has anything to show in an overlay. */
function isPresent(overlay: Overlay, { manifest, areas }: Session): boolean {
  if (overlay === "boundaries") return areas.size > 0;
  if (overlay === "labels" || overlay === "cases") return true;
  return manifest?.files.some(({ table, rows }) => table === overlay && rows > 0) ?? false;
}
