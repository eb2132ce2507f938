import { codeLabel } from "../../../i18n/labels.ts";
import { useLocale } from "../../../i18n/locale.tsx";
import { useApp } from "../../../state/react.ts";
import type { SeriesResult } from "./compute.ts";

/** Names of the area and the kind of a series. */
export function useSeriesNames({ cases }: SeriesResult) {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const { coarse, classes, classField } = cases;
  return {
    area: (s: number) => {
      const row = Math.floor(s / classes.length);
      return coarse.names[row] || (coarse.ids[row] ?? "");
    },
    kind: (s: number) => codeLabel(manifest, classField, classes[s % classes.length] ?? "", locale),
  };
}
