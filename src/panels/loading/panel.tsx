import { type ReactNode, useEffect, useRef, useState } from "react";
import { defaultDocument } from "../../domain/document.ts";
import type { Fault } from "../../domain/fault.ts";
import { faultText } from "../../i18n/faults.ts";
import type { Format } from "../../i18n/format.ts";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import type { Texts } from "../../i18n/texts.ts";
import { useApp } from "../../state/react.ts";
import { cancelLoading, openDataset, openFiles, retryLoading } from "../../state/session.ts";
import type { Progress } from "../../state/store.ts";
import { Button } from "../../ui/controls.tsx";
import { ProgressCard } from "../../ui/panel.tsx";
import { chosenFiles } from "../drop/files.ts";
import { messages } from "./messages.ts";
import "./panel.css";

type Key = keyof (typeof messages)["en"];

/** What loading is doing, or why it failed, with the way on. */
export function LoadingPanel() {
  const phase = useApp((state) => state.session.phase);
  const fault = useApp((state) => state.session.fault);
  if (phase === "loading") return <Centre>{<Loading />}</Centre>;
  if (phase === "failed" && fault) return <Centre>{<Failed fault={fault} />}</Centre>;
  return <Warnings />;
}

function Centre({ children }: { readonly children: ReactNode }) {
  return <div className="loading">{children}</div>;
}

function Loading() {
  const progress = useApp((state) => state.session.progress);
  const t = useTexts(messages);
  const format = useFormat();
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
  return (
    <ProgressCard
      title={t("loading")}
      text={progress ? progressText(progress, t, format) : t("starting")}
      share={share}
    >
      <Button onClick={cancelLoading}>{t("cancel")}</Button>
    </ProgressCard>
  );
}

function progressText({ stage, done, total, unit }: Progress, t: Texts<Key>, format: Format): string {
  const name = t(stage);
  if (unit === "rows") return t("rows", { stage: name, done, total });
  if (total === 0) return done === 0 ? name : t("bytesSoFar", { stage: name, done: format.bytes(done) });
  return t("bytes", { stage: name, done: format.bytes(done), total: format.bytes(total) });
}

function Failed({ fault }: { readonly fault: Fault }) {
  const dataset = useApp((state) => state.document.dataset);
  const t = useTexts(messages);
  const locale = useLocale();
  const { what, wayOn } = faultText(fault, locale);
  const sample = defaultDocument.dataset;
  return (
    <div className="card" role="alert">
      <h2>{t(fault.code === "aborted" ? "cancelled" : "failed")}</h2>
      {fault.code !== "aborted" && <p className="loading-what">{what}</p>}
      <p>{wayOn}</p>
      <div className="card-actions">
        {fault.code !== "local-files" && (
          <Button kind="primary" onClick={retryLoading}>
            {t("retry")}
          </Button>
        )}
        {dataset !== sample && <Button onClick={() => openDataset(sample)}>{t("sample")}</Button>}
        <ChooseFiles />
      </div>
      <p className="loading-hint">{t("dropHint")}</p>
    </div>
  );
}

function ChooseFiles() {
  const input = useRef<HTMLInputElement>(null);
  const t = useTexts(messages);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          if (event.target.files?.length) openFiles(chosenFiles(event.target.files));
        }}
      />
      <Button icon="folder" onClick={() => input.current?.click()}>
        {t("choose")}
      </Button>
    </>
  );
}

/** Faults that did not stop the session, in a corner. */
function Warnings() {
  const problems = useApp((state) => state.session.warnings);
  const mapFault = useApp((state) => state.mapFault);
  const warnings = mapFault ? [mapFault, ...problems] : problems;
  const database = useApp((state) => state.session.database);
  const [dismissed, setDismissed] = useState(0);
  const t = useTexts(messages);
  const locale = useLocale();
  useEffect(() => {
    if (warnings.length === 0) setDismissed(0);
  }, [warnings.length]);
  const texts = warnings.map((fault) => faultText(fault, locale));
  if (database === "failed" && warnings.length === 0) texts.push({ what: t("databaseFailed"), wayOn: "" });
  if (texts.length <= dismissed) return null;
  return (
    <div className="warnings float" role="status">
      <ul>
        {texts.slice(dismissed).map(({ what, wayOn }) => (
          <li key={what}>
            {what} {wayOn}
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={() => setDismissed(texts.length)}>
        {t("dismiss")}
      </Button>
    </div>
  );
}
