import { areaIdField } from "../../../domain/case-tables.ts";
import { codeLabel } from "../../../i18n/labels.ts";
import { useLocale, useTexts } from "../../../i18n/locale.tsx";
import { stageLabel } from "../../../i18n/process.ts";
import { useApp } from "../../../state/react.ts";
import type { StagesResult } from "./compute.ts";
import { messages } from "./messages.ts";

/** Names of groups in the present language. */
export function useGroupName({ groups, input }: StagesResult): (group: number) => string {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const { table, settings } = input;
  return (group) => {
    const code = groups[group] ?? "";
    if (settings.by === "hour") return t("hourOf", { hour: code });
    if (settings.by !== "area") return codeLabel(manifest, settings.by, code, locale);
    const name = code === "" ? "" : table?.names[table.ids.indexOf(code)];
    return name || codeLabel(manifest, table ? areaIdField(table.level) : "", code, locale);
  };
}

/** Names of the stages in the present language. */
export function useStageName({ input: { settings } }: StagesResult): (stage: number) => string {
  const locale = useLocale();
  return (stage) => stageLabel(settings.stages[stage] ?? "", locale, settings.params.preset);
}
