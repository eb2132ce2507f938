import { useEffect, useRef, useState } from "react";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import {
  cancelImport,
  checkImport,
  currentRecipe,
  type Destination,
  type ImportState,
  imports,
  listImports,
  openImported,
  removeImport,
  setImport,
  startImport,
} from "../../state/imports.ts";
import { useLocal } from "../../state/local-store.ts";
import { useApp } from "../../state/react.ts";
import { openDataset } from "../../state/session.ts";
import { Button, Segmented } from "../../ui/controls.tsx";
import { Section } from "../../ui/panel.tsx";
import { chosenFiles } from "../drop/files.ts";
import { downloadBlob } from "./download.ts";
import { FileMapping, missingFields, sizeText } from "./mapping.tsx";
import { messages } from "./messages.ts";
import { Report } from "./report.tsx";
import "./panel.css";

/** Datasets on this machine, and the wizard that makes one of own files. */
export function ImportView() {
  const state = useLocal(imports, (whole) => whole);
  const t = useTexts(messages);
  useEffect(() => void listImports(), []);
  return (
    <div className="view import-view">
      <h1>{t("title")}</h1>
      {state.step === "files" && <Start state={state} />}
      {state.step !== "files" && <Steps state={state} />}
      {state.step === "map" && <Mapping state={state} />}
      {state.step === "check" && <Report state={state} />}
    </div>
  );
}

function Steps({ state }: { readonly state: ImportState }) {
  const t = useTexts(messages);
  return (
    <div className="import-steps">
      <ol>
        <li aria-current={state.step === "map" ? "step" : undefined}>{t("step1")}</li>
        <li aria-current={state.step === "check" ? "step" : undefined}>{t("step2")}</li>
      </ol>
      <Button kind="quiet" onClick={cancelImport}>
        {t("cancel")}
      </Button>
    </div>
  );
}

function Start({ state }: { readonly state: ImportState }) {
  const t = useTexts(messages);
  const input = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState("");
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
          <button type="submit" className="button button-plain">
            {t("open")}
          </button>
        </form>
      </Section>
    </>
  );
}

function Entry({ entry }: { readonly entry: ImportState["listed"][number] }) {
  const t = useTexts(messages);
  const locale = useLocale();
  const format = useFormat();
  const values = { rows: format.number(entry.rows), size: sizeText(entry.bytes) };
  return (
    <li>
      <strong>{entry.title[locale]}</strong>
      <span>{t(entry.isKept ? "kept" : "unkept", values)}</span>
      <div className="view-actions">
        <Button onClick={() => openImported(entry.id)}>{t("open")}</Button>
        <Button onClick={() => void removeImport(entry.id)}>{t("remove")}</Button>
      </div>
    </li>
  );
}

function Mapping({ state }: { readonly state: ImportState }) {
  const t = useTexts(messages);
  const hasDataset = useApp(({ session }) => session.phase === "ready");
  const { files, title, timeZone, destination, busy } = state;
  const ready =
    files.length > 0 && files.every((file) => file.sniffed && missingFields(file).length === 0 && file.coordinates);
  const destinations: readonly Destination[] = ["new", "add", "replace"];
  return (
    <>
      {files.map((file) => (
        <FileMapping key={file.name} file={file} />
      ))}
      <div className="import-settings">
        <label>
          {t("name")}
          <input value={title} onChange={(event) => setImport({ title: event.target.value })} />
        </label>
        <label>
          {t("timeZone")}
          <input list="time-zones" value={timeZone} onChange={(event) => setImport({ timeZone: event.target.value })} />
        </label>
        <datalist id="time-zones">
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      {hasDataset && (
        <Segmented
          label={t("destination")}
          value={destination}
          options={destinations.map((value) => ({ value, label: t(value === "new" ? "asNew" : value) }))}
          onChange={(value) => setImport({ destination: value })}
        />
      )}
      {hasDataset && <p className="view-note import-formats">{t("destinationHint")}</p>}
      <div className="view-actions">
        <Button kind="primary" disabled={!ready || busy !== null} onClick={() => void checkImport()}>
          {t("check")}
        </Button>
        <Button icon="download" disabled={!ready} onClick={saveRecipe}>
          {t("saveRecipe")}
        </Button>
      </div>
      <p className="view-note">{t("recipeHint")}</p>
    </>
  );
}

function saveRecipe(): void {
  downloadBlob(
    "recipe.json",
    new Blob([`${JSON.stringify(currentRecipe(), null, 2)}\n`], { type: "application/json" }),
  );
}
