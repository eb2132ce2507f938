import { useRef, useState } from "react";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { startImport } from "../../state/imports/files.ts";
import { openImported, removeImport } from "../../state/imports/keep.ts";
import type { ImportState } from "../../state/imports/store.ts";
import { useApp } from "../../state/react.ts";
import { importPrefix, openDataset } from "../../state/session.ts";
import { Button } from "../../ui/controls.tsx";
import { Section } from "../../ui/panel.tsx";
import { chosenFiles } from "../drop/files.ts";
import { messages } from "./messages.ts";
import { sizeText } from "./size-text.ts";

/** Before files are chosen: choosing them, the datasets of this machine, and one by its address. */
export function Start({ state }: { readonly state: ImportState }) {
  const t = useTexts(messages);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <p className="answer">{t("intro")}</p>
      <div className="view-actions">
        <Button kind="primary" icon="folder" onClick={() => input.current?.click()}>
          {t("choose")}
        </Button>
      </div>
      <p className="view-note import-formats">{t("formats")}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => event.target.files?.length && startImport(chosenFiles(event.target.files))}
      />
      <Section title={t("mine")}>
        {state.listed.length === 0 && <p className="view-note">{t("none")}</p>}
        <ul className="import-rules">
          {state.listed.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      </Section>
      <ByUrl />
    </>
  );
}

function ByUrl() {
  const t = useTexts(messages);
  const [url, setUrl] = useState("");
  return (
    <Section title={t("byUrl")}>
      <form
        className="import-url"
        onSubmit={(event) => {
          event.preventDefault();
          if (url.trim() !== "") openDataset(url.trim());
        }}
      >
        <input
          aria-label={t("url")}
          placeholder={t("url")}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <button type="submit" className="button button-plain" disabled={url.trim() === ""}>
          {t("open")}
        </button>
      </form>
      <p className="view-note">{t("urlHint")}</p>
    </Section>
  );
}

function Entry({ entry }: { readonly entry: ImportState["listed"][number] }) {
  const t = useTexts(messages);
  const locale = useLocale();
  const format = useFormat();
  const isOpen = useApp(({ document }) => document.dataset === `${importPrefix}${entry.id}`);
  const [asked, setAsked] = useState(false);
  const values = { rows: format.number(entry.rows), size: sizeText(entry.bytes) };
  return (
    <li>
      <strong>{entry.title[locale]}</strong>
      {isOpen && <span className="import-open">{t("isOpen")}</span>}
      <p className="view-note">{t(entry.isKept ? "kept" : "unkept", values)}</p>
      {asked ? (
        <div className="view-actions">
          <span className="import-warn">{t("sure")}</span>
          <Button onClick={() => void removeImport(entry.id)}>{t("removeNow")}</Button>
          <Button kind="quiet" onClick={() => setAsked(false)}>
            {t("keepIt")}
          </Button>
        </div>
      ) : (
        <div className="view-actions">
          {!isOpen && <Button onClick={() => openImported(entry.id)}>{t("open")}</Button>}
          <Button kind="quiet" onClick={() => setAsked(true)}>
            {t("remove")}
          </Button>
        </div>
      )}
    </li>
  );
}
