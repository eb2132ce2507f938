import { useEffect, useRef, useState } from "react";
import { setAnalysis } from "../../../state/actions.ts";
import { currentLink } from "../../../state/link.ts";
import { useLocal } from "../../../state/local-store.ts";
import { readPlanFile } from "../../../state/plan-files.ts";
import { useApp } from "../../../state/react.ts";
import { openSavedPlans, removePlan, type SavedPlan, savedPlans, savePlan } from "../../../state/saved-plans.ts";
import { Button, Check } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { Compare } from "./compare.tsx";
import { savedUnits } from "./compared.ts";
import { replacePlan, showDifference } from "./editor.ts";
import { Exports } from "./exports.tsx";
import { importPlan } from "./import-plan.ts";
import { Report } from "./report.tsx";
import { namesSetting } from "./settings.ts";
import type { Shown } from "./use-plan.ts";

const mostCompared = 3;

/** Plans kept, compared, shared, handed out and taken in. */
export function PlansPage({ shown }: { readonly shown: Shown }) {
  const [report, setReport] = useState(false);
  const { t } = shown;
  return (
    <>
      <div className="view-actions">
        <Button kind="primary" onClick={() => setReport(true)}>
          {t("report")}
        </Button>
        <ShareLink shown={shown} />
      </div>
      <Note shown={shown} />
      <Saved shown={shown} />
      <Exports shown={shown} />
      <Import shown={shown} />
      {report && <Report shown={shown} onClose={() => setReport(false)} />}
    </>
  );
}

function ShareLink({ shown: { t } }: { readonly shown: Shown }) {
  const [link, setLink] = useState("");
  return (
    <>
      <Button
        icon="link"
        onClick={() => {
          const text = currentLink(window);
          setLink(text);
          void navigator.clipboard?.writeText(text);
        }}
      >
        {t(link ? "shared" : "share")}
      </Button>
      {link && (
        <input type="text" readOnly aria-label={t("share")} value={link} onFocus={(event) => event.target.select()} />
      )}
    </>
  );
}

function Note({ shown: { settings, t } }: { readonly shown: Shown }) {
  return (
    <label className="units-note">
      <span>{t("note")}</span>
      <textarea
        key={settings.note}
        rows={2}
        maxLength={400}
        defaultValue={settings.note}
        placeholder={t("notePlaceholder")}
        onBlur={(event) => setAnalysis("units", { note: event.target.value.trim() })}
      />
    </label>
  );
}

function Saved({ shown }: { readonly shown: Shown }) {
  const { t } = shown;
  const dataset = useApp((state) => state.session.manifest?.id ?? "");
  const plans = useLocal(savedPlans, (state) => state.plans);
  const [ticked, setTicked] = useState<readonly SavedPlan[]>([]);
  const [comparing, setComparing] = useState(false);
  useEffect(() => openSavedPlans(dataset), [dataset]);
  return (
    <Section title={t("saved")} aside={<span>{plans.length}</span>}>
      <SaveForm shown={shown} />
      {plans.length === 0 && <p className="view-note">{t("savedNone")}</p>}
      <ul className="units-saved">
        {plans.map((plan) => (
          <SavedRow
            key={`${plan.name} ${plan.version}`}
            shown={shown}
            plan={plan}
            ticked={ticked.includes(plan)}
            full={ticked.length >= mostCompared}
            onTick={(is) => setTicked(is ? [...ticked, plan] : ticked.filter((other) => other !== plan))}
          />
        ))}
      </ul>
      <div className="view-actions">
        <Button onClick={() => setComparing(true)}>{t("compare")}</Button>
        <span className="view-note">{t("compareHint")}</span>
      </div>
      {comparing && <Compare shown={shown} saved={ticked} onClose={() => setComparing(false)} />}
    </Section>
  );
}

/** Keeps the present plan under a name. */
function SaveForm({ shown: { atoms, settings, t } }: { readonly shown: Shown }) {
  const [name, setName] = useState("");
  const [full, setFull] = useState(false);
  function save() {
    if (name.trim() === "") return;
    const kept = savePlan({
      name: name.trim(),
      atoms: atoms.table.level,
      base: atoms.base.level,
      plan: settings.plan,
      names: namesSetting(settings.names),
      note: settings.note,
      bridges: settings.bridges,
    });
    setFull(!kept);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="units-row">
        <input
          type="text"
          className="units-grow"
          aria-label={t("saveName")}
          placeholder={t("saveName")}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button button-plain" disabled={name.trim() === ""}>
          {t("save")}
        </button>
      </div>
      {full && <Warnings texts={[t("saveFailed")]} />}
    </form>
  );
}

interface SavedRowProps {
  readonly shown: Shown;
  readonly plan: SavedPlan;
  readonly ticked: boolean;
  /** No more plans can be ticked. */
  readonly full: boolean;
  readonly onTick: (is: boolean) => void;
}

function SavedRow({ shown: { atoms, t }, plan, ticked, full, onTick }: SavedRowProps) {
  const title = t("savedAs", { name: plan.name, version: plan.version });
  function differ() {
    const unit = savedUnits(atoms, plan);
    if (unit) showDifference({ name: title, unit });
  }
  function remove() {
    removePlan(plan);
    onTick(false);
  }
  return (
    <li>
      <Check label={title} checked={ticked} disabled={!ticked && full} onChange={() => onTick(!ticked)} />
      <Button kind="quiet" onClick={differ}>
        {t("differ")}
      </Button>
      <Button kind="quiet" onClick={() => openSaved(plan)}>
        {t("open")}
      </Button>
      <Button kind="quiet" onClick={remove}>
        {t("remove")}
      </Button>
      {plan.note && <small>{plan.note}</small>}
    </li>
  );
}

function openSaved({ atoms, base, plan, names, note, bridges = "" }: SavedPlan): void {
  setAnalysis("units", { atoms, base, plan, names, note, bridges });
}

const fewExamples = 3;

function Import({ shown }: { readonly shown: Shown }) {
  const { atoms, plan, settings, t, format } = shown;
  const [said, setSaid] = useState<{ readonly good: string; readonly bad: readonly string[] }>({ good: "", bad: [] });
  const chooser = useRef<HTMLInputElement>(null);

  async function take(file: File): Promise<void> {
    const read = importPlan(await readPlanFile(file), atoms, plan.unit);
    if ("wrong" in read) {
      setSaid({ good: "", bad: [t(`importWrong.${read.wrong}`, { file: file.name, level: atoms.table.level })] });
      return;
    }
    const examples = (list: readonly string[]) => ({
      count: list.length,
      examples: format.list(list.slice(0, fewExamples)),
    });
    replacePlan(read.unit);
    setAnalysis("units", read.also ?? { names: namesSetting(new Map([...settings.names, ...read.names])) });
    setSaid({
      good: t("imported", { file: file.name, atoms: read.atoms, units: read.units }),
      bad: [
        ...(read.rest > 0 ? [t("importRest", { count: read.rest })] : []),
        ...(read.unknown.length > 0 ? [t("importUnknown", examples(read.unknown))] : []),
        ...(read.twice.length > 0 ? [t("importTwice", examples(read.twice))] : []),
      ],
    });
  }

  return (
    <Section title={t("import")}>
      <p className="view-note">{t("importHint")}</p>
      <span>
        <Button icon="folder" onClick={() => chooser.current?.click()}>
          {t("import")}
        </Button>
      </span>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t("import")}
        accept=".csv,.txt,.tsv,.geojson,.json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) void take(file);
        }}
      />
      <div aria-live="polite">
        {said.good && <p className="units-answer">{said.good}</p>}
        <Warnings texts={said.bad} />
      </div>
    </Section>
  );
}
