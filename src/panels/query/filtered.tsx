import { useMemo } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { filteredOf, setOnlyFiltered } from "../../state/query/control.ts";
import { onlyFiltered } from "../../state/query/only-filtered.ts";
import { useApp } from "../../state/react.ts";
import { Check } from "../../ui/controls.tsx";
import { messages } from "./messages.ts";

/** Whether the query sees only the cases that pass the filters of the page, and the line of SQL that does it. */
export function Filtered({ draft }: { readonly draft: string }) {
  const filters = useApp((state) => state.document.filters);
  const on = useApp(() => onlyFiltered() !== null);
  const t = useTexts(messages);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clause follows the filters, which the store holds
  const clause = useMemo(() => filteredOf(draft)?.clause ?? null, [draft, filters, on]);
  const none = Object.keys(filters.values).length === 0 && !filters.time && !filters.areas && !filters.hours;
  return (
    <div className="query-filtered">
      <Check label={t("onlyFiltered")} checked={on} onChange={() => setOnlyFiltered(!on)} />
      {on && (
        <p className="query-note">{t(clause === null ? "filteredNowhere" : none ? "filteredNone" : "filteredBy")}</p>
      )}
      {clause !== null && !none && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled by the keyboard
        <pre className="query-clause" tabIndex={0}>
          {clause}
        </pre>
      )}
    </div>
  );
}
