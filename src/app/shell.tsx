import { memo, Suspense, useEffect, useState } from "react";
import { LocaleProvider, useTexts } from "../i18n/locale.tsx";
import { AboutPanel, ExportPanel } from "../panels/index.ts";
import { select, setPlaying, setView } from "../state/actions.ts";
import { useApp } from "../state/react.ts";
import { store } from "../state/store.ts";
import { Icon } from "../ui/icons.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import "./frame.css";
import { messages } from "./messages.ts";
import { PanelsAt } from "./panels-at.tsx";
import { RightPanel } from "./right-panel.tsx";
import "./styles.css";
import { TopBar } from "./top-bar.tsx";
import { entryOf, views } from "./views.ts";

/** The frame of the page: navigation, top bar, map with its corners, right panel, time strip. */
export function Shell() {
  const locale = useApp((state) => state.document.locale);
  return (
    <LocaleProvider locale={locale}>
      <ErrorBoundary>
        <Frame />
      </ErrorBoundary>
    </LocaleProvider>
  );
}

function Frame() {
  const [about, setAbout] = useState(false);
  const [exporting, setExporting] = useState(false);
  const t = useTexts(messages);
  usePageAttributes();
  useEscape();
  return (
    <div className="frame">
      <button type="button" className="skip" onClick={() => document.getElementById("analysis")?.focus()}>
        {t("skip")}
      </button>
      <Navigation />
      <TopBar onAbout={() => setAbout(true)} onExport={() => setExporting(true)} />
      <main className="map-area" aria-label={t("map")}>
        <Maps />
        <div className="corner corner-left">
          <PanelsAt place="map-top-left" />
          <PanelsAt place="map-bottom-left" />
        </div>
        <div className="corner corner-top-right">
          <PanelsAt place="map-top-right" />
        </div>
        <div className="corner corner-bottom-right">
          <PanelsAt place="map-bottom-right" />
        </div>
        <PanelsAt place="page" />
      </main>
      <aside className="right" id="analysis" aria-label={t("panel")} tabIndex={-1}>
        <RightPanel />
      </aside>
      <div className="bottom">
        <PanelsAt place="bottom" />
      </div>
      {about && (
        <Suspense>
          <AboutPanel onClose={() => setAbout(false)} />
        </Suspense>
      )}
      {exporting && (
        <Suspense>
          <ExportPanel onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** One map, or two beside each other with what each shows. */
function Maps() {
  const beside = useApp((state) => state.viewBeside);
  return (
    <div className={beside ? "maps maps-split" : "maps"}>
      <MapHosts />
      {beside?.titles.map((title) => (
        <p key={title} className="map-title float">
          {title}
        </p>
      ))}
    </div>
  );
}

/** The maps' elements: React makes them once and never touches what is inside. */
const MapHosts = memo(function MapHosts() {
  return (
    <>
      <div className="map-beside" id="map-beside" />
      <div className="map-host" id="map" />
    </>
  );
});

function Navigation() {
  const present = useApp((state) => state.document.view);
  const t = useTexts(messages);
  return (
    <nav className="nav" aria-label={t("navigation")}>
      <span className="nav-mark" aria-hidden="true">
        <Mark />
      </span>
      <ul>
        {views.map(({ id, icon }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={entryOf(present)?.id === id ? "page" : undefined}
              onClick={() => setView(id)}
            >
              <Icon name={icon} size={22} />
              {t(id)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Four cells, one of them full. */
function Mark() {
  return (
    <svg
      width="26"
      height="26"
      viewBox="0 0 26 26"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M3 3h20v20H3zM13 3v20M3 13h20" />
      <path d="M14 4h8v8h-8z" fill="currentColor" stroke="none" />
    </svg>
  );
}

/** The page itself is in the document's language and theme. */
function usePageAttributes(): void {
  const { locale, theme } = useApp((state) => state.document);
  const manifest = useApp((state) => state.session.manifest);
  const t = useTexts(messages);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dataset.theme = theme;
    document.title = manifest ? t("title", { dataset: manifest.title[locale] }) : t("product");
  }, [locale, theme, manifest, t]);
}

/** Escape ends the last thing: playback, then the chosen area. */
function useEscape(): void {
  useEffect(() => {
    function endLast(event: KeyboardEvent) {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (store.getState().playing) setPlaying(false);
      else select(null);
    }
    document.addEventListener("keydown", endLast);
    return () => document.removeEventListener("keydown", endLast);
  }, []);
}
