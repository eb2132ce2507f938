import { useMemo } from "react";
import type { Format } from "../../../i18n/format.ts";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { assumedBits, doriDensities, opticsOf, watchedRing, watches } from "../../../lib/optics.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { messages as ownMessages } from "../messages.ts";
import type { CoverageResult } from "./compute.ts";
import { chooseCamera, local, switchCamera } from "./control.ts";
import { messages } from "./messages.ts";
import { cameraFields } from "./optics.ts";
import { type ViewTexts, writeM2 } from "./words.ts";

/** The chosen camera: its optics, with what is assumed, and the switch. */
export function CameraCard({ result }: { readonly result: CoverageResult }) {
  const camera = useLocal(local, (state) => state.camera);
  useLocal(local, (state) => state.figures);
  const city = useLocal(local, (state) => state.city);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const facts = useMemo(
    () => (camera === null ? [] : factsOf(result, camera, { t, format, texts: ownMessages[locale] })),
    [result, camera, t, format, locale],
  );
  if (camera === null || !city) return null;
  const { cameras } = result.city;
  const status = cameras.status[camera] ?? "";
  const on = city.isOn(camera);
  const works = status === "" || status === "online" || !result.input.settings.form.offlineOut;
  const said = works ? t("isOff") : t("isOut", { status: codeLabel(manifest, "camera_status", status, locale) });
  return (
    <section className="camera-card" aria-label={t("card")}>
      <div className="camera-card-head">
        <h2 title={cameras.ids[camera]}>{cameras.names[camera] || cameras.ids[camera]}</h2>
        {!on && <span>{said}</span>}
      </div>
      <Facts facts={facts} />
      <div className="camera-card-actions">
        {works && (
          <Button kind={on ? "primary" : "plain"} onClick={() => switchCamera(camera, !on)}>
            {t(on ? "off" : "on")}
          </Button>
        )}
        <Button kind="quiet" onClick={() => chooseCamera(null)}>
          {t("close")}
        </Button>
      </div>
    </section>
  );
}

interface CardWords {
  readonly t: ViewTexts;
  readonly format: Format;
  readonly texts: Readonly<Record<string, string>>;
}

function factsOf(
  { city, output, input }: CoverageResult,
  camera: number,
  { t, format, texts }: CardWords,
): [string, string][] {
  if (!output) return [];
  const optics = opticsOf(cameraFields(city.cameras, camera));
  const mark = (bit: number) => (optics.assumed & bit ? t("assumedMark") : "");
  const degrees = (value: number) => `${format.number(Math.round(value))}°`;
  const at = (values: Float64Array) => values[camera] ?? Number.NaN;
  const rings = Object.values(doriDensities).map((density) =>
    watchedRing(optics, density, input.settings.form.targetHeightMetres),
  );
  const clear = rings.map(({ near, far }) => (far > near ? format.metres(far) : "—")).join(" / ");
  const watch = watches[output.cameraWatch[camera] ?? 0] ?? "sector";
  const around = t(watch === "panorama" ? "allAround" : "turns") + mark(assumedBits.azimuth);
  const facing = watch === "sector" ? degrees(optics.azimuthDeg) : around;
  return [
    [t("card.role"), texts[`watch.${watch}`] ?? watch],
    [t("card.far"), `${format.metres(at(output.cameraNearMetres))} – ${format.metres(at(output.cameraFarMetres))}`],
    [t("card.bands"), clear],
    [t("card.seen"), writeM2(at(output.cameraSeenM2), { format })],
    [t("card.only"), watch === "disc" ? "—" : writeM2(at(output.cameraOnlyM2), { format })],
    [t("card.azimuth"), facing],
    [t("card.hfov"), degrees(optics.hfovDeg) + mark(assumedBits.hfov)],
    [t("card.height"), `${format.number(optics.mountHeightMetres)} m${mark(assumedBits.mountHeight)}`],
    [t("card.tilt"), degrees(optics.tiltDeg) + mark(assumedBits.tilt)],
    [t("card.resolution"), `${format.number(optics.resolutionWidthPx)} px${mark(assumedBits.resolution)}`],
  ];
}
