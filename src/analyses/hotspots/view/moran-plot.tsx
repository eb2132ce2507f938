import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { hexOf } from "../../../lib/colour.ts";
import { mean } from "../../../lib/stats.ts";
import { useLinkedRows } from "../../../state/linked-rows.ts";
import { useApp } from "../../../state/react.ts";
import { Section } from "../../../ui/panel.tsx";
import { Scatter } from "../../../ui/scatter.tsx";
import { hotspotClasses } from "../kernel/classes.ts";
import type { HotspotsResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { colourOf, shownAreasOf } from "./picture.ts";
import { kernelParams } from "./settings.ts";
import { writeZ } from "./words.ts";

/** Every area's value against the mean of its neighbours; the slope is Moran's I. */
export function MoranPlot({ result }: { readonly result: HotspotsResult }) {
  const theme = useApp((state) => state.document.theme);
  const t = useTexts(messages);
  const format = useFormat();
  const { hovered, selected, onHover, onRow } = useLinkedRows(shownAreasOf(result));
  const { output } = result.now;
  const plotted = useMemo(() => {
    if (!output) return null;
    const colours = Array.from(output.class, (code) => {
      const colour = colourOf(hotspotClasses[code] ?? "", theme);
      return colour && hexOf(colour);
    });
    const numbers = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));
    const means = [mean(numbers(output.value)), mean(numbers(output.lag))] as const;
    return { points: { x: output.value, y: output.lag, colours }, means };
  }, [output, theme]);
  if (!output || !plotted) return null;
  const [moran = Number.NaN] = output.moranI;
  const unit = unitOf(result, t);
  return (
    <Section title={t("scatter")}>
      <p className="view-note">
        {t("scatterAbout", { moran: writeZ(moran), words: t(`moran.${strengthOf(moran, output.moranZ[0])}`) })}
      </p>
      <Scatter
        label={t("scatterAbout", { moran: writeZ(moran), words: "" })}
        points={plotted.points}
        means={plotted.means}
        slope={moran}
        titles={{ x: t("scatterX", { unit }), y: t("scatterY", { unit }) }}
        quadrants={[t("quadrant.hh"), t("quadrant.lh"), t("quadrant.ll"), t("quadrant.hl")]}
        format={format.compact}
        hovered={hovered ?? -1}
        selected={selected ?? -1}
        onHover={onHover}
        onPick={onRow}
      />
    </Section>
  );
}

function unitOf(
  { input: { settings } }: HotspotsResult,
  t: (key: "standard" | `unit.${typeof settings.subject.quantity}`) => string,
): string {
  return kernelParams(settings).measure === "ebi" ? t("standard") : t(`unit.${settings.subject.quantity}`);
}

function strengthOf(moran: number, z = Number.NaN): "strong" | "some" | "none" | "opposite" {
  if (!(Math.abs(z) >= 1.96)) return "none";
  if (moran < 0) return "opposite";
  return moran >= 0.3 ? "strong" : "some";
}
