import { useEffect, useMemo, useState } from "react";
import { faultText } from "../../i18n/faults.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { mapPicture } from "../../state/map-picture.ts";
import { useApp } from "../../state/react.ts";
import { createRunner, type Run } from "../../state/runs.ts";
import { store } from "../../state/store.ts";
import { Button } from "../../ui/controls.tsx";
import { downloadBlob } from "../../ui/download.ts";
import { filtersInWords } from "../filters/words.ts";
import { scaleOf } from "../scale/panel.tsx";
import { useNames } from "../use-names.ts";
import { composeMap, type MapWords, sharpness } from "./map-picture.ts";
import { messages } from "./messages.ts";

/** The map as a picture that stands by itself. */
export function MapPart() {
  const t = useTexts(messages);
  const locale = useLocale();
  const wordsOf = useMapWords();
  const [run, setRun] = useState<Run<string>>({ status: "idle" });
  const runner = useMemo(() => createRunner<string>(setRun), []);
  useEffect(() => () => runner.cancel(), [runner]);
  const map = useApp((state) => state.viewport !== null && state.mapFault === null);
  const save = () =>
    void runner.start(async () => {
      const picture = await mapPicture(sharpness);
      if (!picture) return "";
      const { session, document: settings } = store.getState();
      const name = `${session.manifest?.id ?? "map"}-${settings.view}.png`;
      downloadBlob(name, await composeMap(picture, wordsOf()));
      return name;
    });
  return (
    <div className="export-part">
      <p className="export-hint">{t(map ? "mapText" : "noMap")}</p>
      <div className="export-go">
        <Button kind="primary" icon="download" disabled={!map || run.status === "running"} onClick={save}>
          {t("savePicture")}
        </Button>
        <span role="status">
          {run.status === "running" && t("drawing")}
          {run.status === "ready" && t("pictureDone", { name: run.value })}
          {run.status === "failed" && Object.values(faultText(run.fault, locale)).join(" ")}
        </span>
      </div>
    </div>
  );
}

/** What stands around the map: title, filters in words, scale, where the data comes from. */
function useMapWords(): () => MapWords {
  const t = useTexts(messages);
  const locale = useLocale();
  const format = useFormat();
  const names = useNames();
  return () => {
    const { document: settings, session, viewport } = store.getState();
    const { manifest } = session;
    const filters = filtersInWords(settings.filters, names, locale).map(({ full }) => full);
    const question = document.querySelector("#analysis h1")?.textContent ?? "";
    const scale = viewport && scaleOf(viewport);
    return {
      title: [manifest?.title[locale], question].filter(Boolean).join(" · "),
      filters:
        filters.length > 0 ? t("filters", { words: filters.join(locale === "en" ? "; " : "；") }) : t("allCases"),
      source: t("source", {
        attribution: manifest?.attribution ?? "",
        licence: manifest?.licence ?? "",
        version: (manifest?.dataVersion ?? "").slice(0, 12),
      }),
      label: [manifest?.simulated ? t("simulated") : "", t("made")].filter(Boolean).join(" · "),
      scale: scale && { pixels: scale.pixels, text: format.metres(scale.metres) },
      locale,
    };
  };
}
