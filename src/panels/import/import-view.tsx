import { useEffect } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { openExamples } from "../../state/imports/examples.ts";
import { cancelImport } from "../../state/imports/files.ts";
import { listImports } from "../../state/imports/keep.ts";
import { type ImportState, imports } from "../../state/imports/store.ts";
import { useLocal } from "../../state/local-store.ts";
import { Button } from "../../ui/controls.tsx";
import { Mapping } from "./mapping.tsx";
import { messages } from "./messages.ts";
import { Report } from "./report.tsx";
import { Start } from "./start.tsx";
import "./panel.css";

/** Datasets on this machine, and the wizard that makes one of own files. */
export function ImportView() {
  const state = useLocal(imports, (whole) => whole);
  const t = useTexts(messages);
  useEffect(() => {
    void listImports();
    return openExamples();
  }, []);
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
