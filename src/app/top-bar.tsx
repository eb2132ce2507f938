import { useEffect, useRef, useState } from "react";
import { defaultDocument, type Locale } from "../domain/document.ts";
import { useLocale, useTexts } from "../i18n/locale.tsx";
import { chosenFiles } from "../panels/drop/files.ts";
import { setLocale, setTheme, setView } from "../state/actions.ts";
import { currentLink } from "../state/link.ts";
import { useApp } from "../state/react.ts";
import { openDataset, openFiles } from "../state/session.ts";
import { store } from "../state/store.ts";
import { IconButton, type Option, Segmented } from "../ui/controls.tsx";
import { Menu } from "../ui/menu.tsx";
import { copyText } from "./copy-text.ts";
import { messages } from "./messages.ts";
import { PanelsAt } from "./panels-at.tsx";

const languages: readonly Option<Locale>[] = [
  { value: "zh-CN", label: "中" },
  { value: "en", label: "EN" },
];

/** Which dataset, what is filtered, and the switches of the page. */
export function TopBar({ onAbout, onExport }: { readonly onAbout: () => void; readonly onExport: () => void }) {
  const theme = useApp((state) => state.document.theme);
  const ready = useApp((state) => state.session.phase === "ready");
  const locale = useLocale();
  const t = useTexts(messages);
  const dark = theme === "dark";
  return (
    <header className="top">
      <DatasetMenu />
      <PanelsAt place="top" />
      <div className="top-tools" role="toolbar" aria-label={t("toolbar")}>
        <Segmented label={t("language")} options={languages} value={locale} onChange={setLocale} />
        <IconButton
          icon={dark ? "sun" : "moon"}
          label={t(dark ? "toLight" : "toDark")}
          onClick={() => setTheme(dark ? "light" : "dark")}
        />
        <IconButton icon="download" label={t("export")} disabled={!ready} onClick={onExport} />
        <IconButton icon="wall" label={t("wall")} onClick={openWallWindow} />
        <ShareButton />
        <IconButton icon="info" label={t("about")} onClick={onAbout} />
      </div>
    </header>
  );
}

/** The same dataset on the wall. */
function openWallWindow(): void {
  const { dataset, locale } = store.getState().document;
  window.open(`#/wall?${new URLSearchParams({ data: dataset, lang: locale })}`, "_blank", "noopener");
}

function DatasetMenu() {
  const manifest = useApp((state) => state.session.manifest);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const locale = useLocale();
  const t = useTexts(messages);
  const items = [
    { label: t("openSample"), onChoose: () => openDataset(defaultDocument.dataset) },
    { label: t("openFiles"), onChoose: () => files.current?.click() },
    { label: t("importFiles"), onChoose: () => setView("data") },
    { label: t("openFolder"), onChoose: () => folder.current?.click() },
  ];
  const open = (list: FileList | null) => list?.length && openFiles(chosenFiles(list));
  return (
    <div className="dataset">
      <Menu label={t("dataset")} items={items}>
        {manifest?.title[locale] ?? t("noDataset")}
      </Menu>
      {manifest?.simulated && (
        <span className="badge" title={t("simulatedHint")}>
          {t("simulated")}
        </span>
      )}
      <input ref={files} type="file" multiple hidden onChange={(event) => open(event.target.files)} />
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        hidden
        onChange={(event) => open(event.target.files)}
      />
    </div>
  );
}

function ShareButton() {
  const [shared, setShared] = useState(false);
  const t = useTexts(messages);
  useEffect(() => {
    if (!shared) return;
    const timer = setTimeout(() => setShared(false), 2000);
    return () => clearTimeout(timer);
  }, [shared]);
  return (
    <>
      <IconButton
        icon={shared ? "check" : "link"}
        label={t(shared ? "shared" : "share")}
        onClick={() => void copyText(currentLink(window)).then(() => setShared(true))}
      />
      <span className="visually-hidden" role="status">
        {shared ? t("shared") : ""}
      </span>
    </>
  );
}
