import { areaLevels } from "../domain/vocabulary.ts";
import { levelLabel } from "../i18n/labels.ts";
import { useLocale } from "../i18n/locale.tsx";
import { setAnalysis } from "./actions.ts";
import { useApp } from "./react.ts";

/** The levels of areas that a view can be shown by, and how one is chosen (the setting `areas` of the analysis). */
export function useLevelOptions(analysis: Parameters<typeof setAnalysis>[0]) {
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const options = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: levelLabel(manifest, value, locale),
  }));
  const choose = (value: string) => setAnalysis(analysis, { areas: areaLevels.find((one) => one === value) ?? "" });
  return { options, choose };
}
