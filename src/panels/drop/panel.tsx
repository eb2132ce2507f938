import { useEffect, useState } from "react";
import { tableNames } from "../../domain/tables.ts";
import { useTexts } from "../../i18n/locale.tsx";
import { openDropped } from "../../state/event-log.ts";
import { Icon } from "../../ui/icons.tsx";
import { droppedFiles, type FoundFile } from "./files.ts";
import { messages } from "./messages.ts";
import "./panel.css";

/** Says what can be dropped while files are held over the page, and opens them. */
export function DropPanel() {
  const [over, setOver] = useState(false);
  const t = useTexts(messages);
  useEffect(() => listen(setOver), []);
  if (!over) return null;
  return (
    <div className="drop" role="status">
      <div className="card">
        <h2>
          <Icon name="folder" />
          {t("title")}
        </h2>
        <p>{t("text")}</p>
        <p className="drop-example">{t("example")}</p>
        <p className="drop-example">{t("private")}</p>
      </div>
    </div>
  );
}

/** What is a dataset already is opened; anything else goes through the import, which asks what it is. */
function takeIn(files: readonly FoundFile[]): void {
  const isDataset = files.some(({ path }) => /(^|\/)manifest\.json$/.test(path));
  const isTables = files.every(({ path }) => tableFile.test(path));
  if (isDataset || isTables || (files.length === 1 && files.every(({ path }) => /\.xes(\.gz)?$/i.test(path))))
    openDropped(files);
  else void import("../../state/imports/files.ts").then(({ startImport }) => startImport(files));
}

/** Files that are named after a table and hold typed columns. */
const tableFile = new RegExp(`(^|/)(${tableNames.join("|")})[^/]*(/[^/]*)?\\.(parquet|arrow)$`, "i");

function listen(setOver: (over: boolean) => void): () => void {
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  function over(event: DragEvent) {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setOver(true);
  }
  function leave(event: DragEvent) {
    if (event.relatedTarget === null) setOver(false);
  }
  function drop(event: DragEvent) {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then(takeIn);
  }
  addEventListener("dragover", over);
  addEventListener("dragleave", leave);
  addEventListener("drop", drop);
  return () => {
    removeEventListener("dragover", over);
    removeEventListener("dragleave", leave);
    removeEventListener("drop", drop);
  };
}
