import type { Manifest } from "../../domain/manifest.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { useApp } from "../../state/react.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { messages } from "./messages.ts";
import "./panel.css";

const keys = ["tab", "brush", "matrix", "bar", "escape"] as const;

/** Where the data comes from, what may be done with it, and how the keyboard works. */
export function AboutPanel({ onClose }: { readonly onClose: () => void }) {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  return (
    <Dialog title={manifest?.title[locale] ?? "Wangge 网格"} closeLabel={t("close")} onClose={onClose}>
      {manifest && <Dataset manifest={manifest} />}
      <h3>{t("keyboard")}</h3>
      <dl className="facts facts-keys">
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{t(`key.${key}`)}</kbd>
            </dt>
            <dd>{t(`key.${key}Text`)}</dd>
          </div>
        ))}
      </dl>
      <p className="about-software">{t("software")}</p>
    </Dialog>
  );
}

function Dataset({ manifest }: { readonly manifest: Manifest }) {
  const locale = useLocale();
  const format = useFormat();
  const t = useTexts(messages);
  const cases = manifest.files.filter(({ table }) => table === "cases").reduce((sum, { rows }) => sum + rows, 0);
  const bytes = format.bytes(manifest.files.reduce((sum, file) => sum + file.bytes, 0));
  const facts: readonly [string, string][] = [
    [t("licence"), manifest.licence],
    [t("attribution"), manifest.attribution],
    [t("period"), manifest.timeRange.map((moment) => moment.slice(0, 10)).join(" – ")],
    [t("asOf"), manifest.asOf.replace("T", " ")],
    [t("timeZone"), manifest.timeZone],
    [t("coordinates"), manifest.coordinateSystem],
    [t("size"), t("sizeText", { cases, files: manifest.files.length, bytes })],
    [t("version"), manifest.version],
    [t("dataVersion"), manifest.dataVersion.slice(0, 16)],
    [t("generator"), manifest.generator],
  ];
  return (
    <>
      {manifest.simulated && <p className="badge-line">{t("simulated")}</p>}
      {manifest.description && <p>{manifest.description[locale]}</p>}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
