import type { ReactNode } from "react";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { checkImport } from "../../state/imports/check.ts";
import { importedTables, possibleDestinations } from "../../state/imports/destination.ts";
import { setImport } from "../../state/imports/files.ts";
import { openQuestion } from "../../state/imports/missing.ts";
import { currentRecipe } from "../../state/imports/recipe.ts";
import type { Destination, ImportState } from "../../state/imports/store.ts";
import { isTimeZone, timeZones } from "../../state/imports/times.ts";
import { useApp } from "../../state/react.ts";
import { Button, Segmented } from "../../ui/controls.tsx";
import { downloadBlob } from "../../ui/download.ts";
import { Section } from "../../ui/panel.tsx";
import { Warnings } from "../../ui/view-parts.tsx";
import { FileMapping } from "./file-mapping.tsx";
import { messages } from "./messages.ts";

/** The first step: which table each file is, which column is what, and where the rows go. */
export function Mapping({ state }: { readonly state: ImportState }) {
  const t = useTexts(messages);
  const { files, busy } = state;
  const questions = useQuestions(state);
  const ready = busy === null && questions.length === 0;
  return (
    <>
      {files.map((file) => (
        <FileMapping key={file.name} file={file} />
      ))}
      <Target state={state} />
      {busy === null && <Warnings texts={questions} />}
      <div className="view-actions">
        <Button kind="primary" disabled={!ready} onClick={() => void checkImport()}>
          {t("check")}
        </Button>
        <Button icon="download" disabled={!ready} onClick={saveRecipe}>
          {t("saveRecipe")}
        </Button>
      </div>
      <p className="view-note">{t("checkHint")}</p>
      <p className="view-note">{t("recipeHint")}</p>
    </>
  );
}

/** What still has to be said before the check, one sentence each. */
function useQuestions({ files, timeZone, destination }: ImportState): string[] {
  const t = useTexts(messages);
  const isOpen = useApp(({ session }) => session.phase === "ready");
  const ofFiles = files.flatMap((file) => {
    const question = openQuestion(file);
    return question ? [t(`question.${question}`, { file: file.name })] : [];
  });
  const zone = isTimeZone(timeZone) ? [] : [t("question.zone")];
  if (ofFiles.length > 0) return [...ofFiles, ...zone];
  const hasCases = importedTables().has("cases");
  return [...zone, ...(!hasCases && (destination === "new" || !isOpen) ? [t("question.cases")] : [])];
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is given
    <label>
      {label}
      {children}
    </label>
  );
}

/** Where the rows go, and in which time zone they are. */
function Target({ state: { title, timeZone, destination } }: { readonly state: ImportState }) {
  const t = useTexts(messages);
  const locale = useLocale();
  const manifest = useApp(({ session }) => (session.phase === "ready" ? session.manifest : null));
  const hasAreas = useApp(({ session }) => session.areas.size > 0);
  const names: readonly Destination[] = ["new", "add", "replace"];
  const possible = possibleDestinations();
  const moved =
    hasAreas && destination === "replace" && importedTables().has("areas") && !importedTables().has("cases");
  return (
    <Section title={t("target")}>
      {manifest && (
        <>
          <Segmented
            label={t("target")}
            value={destination}
            options={names.map((value) => ({
              value,
              label: t(value === "new" ? "asNew" : value),
              disabled: !possible.includes(value),
            }))}
            onChange={(value) => setImport({ destination: value })}
          />
          <p className="view-note">{t(`destination.${destination}`, { dataset: manifest.title[locale] })}</p>
          {moved && <Warnings texts={[t("areasReplaced")]} />}
        </>
      )}
      <div className="import-settings">
        {destination === "new" && (
          <Labelled label={t("name")}>
            <input value={title} onChange={(event) => setImport({ title: event.target.value })} />
          </Labelled>
        )}
        <Labelled label={t("timeZone")}>
          <input list="time-zones" value={timeZone} onChange={(event) => setImport({ timeZone: event.target.value })} />
        </Labelled>
        <datalist id="time-zones">
          {timeZones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
    </Section>
  );
}

function saveRecipe(): void {
  const text = `${JSON.stringify(currentRecipe(), null, 2)}\n`;
  downloadBlob("recipe.json", new Blob([text], { type: "application/json" }));
}
