import { codeLabel } from "../../../i18n/labels.ts";
import { useLocale } from "../../../i18n/locale.tsx";
import { useApp } from "../../../state/react.ts";

/** The name of a code of a field in the present language. */
export function useCodeName(field: string): (code: string) => string {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  return (code) => codeLabel(manifest, field, code, locale);
}
