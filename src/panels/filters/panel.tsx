import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { clearFilters, setAreas, setHours, setTime, setValues } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import { store } from "../../state/store.ts";
import { Button, Chip } from "../../ui/controls.tsx";
import { useNames } from "../use-names.ts";
import "./panel.css";
import { messages } from "./messages.ts";
import { type FilterKey, filtersInWords } from "./words.ts";

/** What is filtered, in words: each can be removed, and all at once. */
export function FiltersPanel() {
  const filters = useApp((state) => state.document.filters);
  const ready = useApp((state) => state.session.phase === "ready");
  const busy = useApp((state) => state.busy);
  const names = useNames();
  const locale = useLocale();
  const t = useTexts(messages);
  const words = filtersInWords(filters, names, locale);
  return (
    <section className="filters" aria-label={t("title")}>
      {words.length === 0 && ready && <span className="filters-none">{t("none")}</span>}
      {words.map(({ key, short, full }) => (
        <span key={key} className={key === "time" ? "filters-item filters-time" : "filters-item"} title={full}>
          <Chip removeLabel={t("remove", { filter: full })} onRemove={() => remove(key)}>
            {short}
          </Chip>
        </span>
      ))}
      {words.length > 0 && (
        <Button kind="quiet" onClick={clearFilters}>
          {t("clear")}
        </Button>
      )}
      {busy && (
        <span className="filters-busy" role="status">
          {t("loading")}
        </span>
      )}
    </section>
  );
}

function remove(key: FilterKey): void {
  const { areas } = store.getState().document.filters;
  if (key === "time") setTime(null);
  else if (key === "hours") setHours([]);
  else if (key === "areas") areas && setAreas(areas.level, []);
  else setValues(key, []);
}
