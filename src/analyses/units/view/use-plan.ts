import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import type { Plan } from "../../../lib/plan.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import type { Atoms } from "./atoms.ts";
import { editor } from "./editor.ts";
import { type JudgedPlan, judgePlan } from "./judged.ts";
import { messages } from "./messages.ts";
import { unitNames } from "./names.ts";
import { type Settings, settingsOf } from "./settings.ts";
import type { Words } from "./words.ts";

/** What every page of the workbench shows. */
export interface Shown extends Words {
  readonly atoms: Atoms;
  readonly plan: Plan;
  readonly settings: Settings;
  readonly judged: JudgedPlan;
}

/** The plan as it is now, judged, and the words for it; null before there is one. */
export function useShown(): Shown | null {
  const version = useLocal(editor, (state) => state.version);
  const atoms = useLocal(editor, (state) => state.atoms);
  const plan = useLocal(editor, (state) => state.plan);
  const own = useApp((state) => state.document.analyses.units);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const settings = useMemo(() => settingsOf({ analyses: own ? { units: own } : {} }), [own]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the plan changes in place, its version says so
  const judged = useMemo(() => atoms && plan && judgePlan(atoms, plan, settings), [atoms, plan, settings, version]);
  if (!atoms || !plan || !judged) return null;
  return { atoms, plan, settings, judged, t, format, nameOf: unitNames(atoms, settings, locale) };
}
