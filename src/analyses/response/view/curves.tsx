import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { categories, hexOf } from "../../../lib/colour.ts";
import { useApp } from "../../../state/react.ts";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type StepCurve, StepCurves } from "../../../ui/step-curves.tsx";
import type { ResponseResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { writeP } from "./words.ts";

/** So many groups are drawn, the largest; all are in the table. */
const drawnGroups = 5;

interface CurvesProps {
  readonly result: ResponseResult;
  readonly groupNames: readonly string[];
}

/** The share not finished over time, for all cases and the largest groups, and whether the groups differ. */
export function Curves({ result, groupNames }: CurvesProps) {
  const theme = useApp((state) => state.document.theme);
  const t = useTexts(messages);
  const format = useFormat();
  const { output, input, targetHours } = result;
  const working = input.settings.values.clock !== "continuous";
  const drawn = useMemo(() => {
    if (!output) return null;
    const last = endOf(output);
    const inDays = !working && last > 4 * 86_400;
    const unit = inDays ? 86_400 : 3600;
    const cut = (curve: number, name: string, colour: string): StepCurve => {
      const part = (values: Float64Array) => values.slice(output.curveStart[curve], output.curveStart[curve + 1]);
      const x = part(output.curveTime).map((seconds) => seconds / unit);
      return { name, colour, x, y: part(output.curveOpen), low: part(output.curveLow), high: part(output.curveHigh) };
    };
    const first = 1 + input.table.rows;
    const largest = [...groupNames.keys()]
      .sort((a, b) => (output.cases[first + b] ?? 0) - (output.cases[first + a] ?? 0))
      .slice(0, groupNames.length > 1 ? drawnGroups : 0);
    const colours = [...categories[theme]].map(hexOf);
    const curves = [
      ...largest.map((group, i) => cut(group + 1, groupNames[group] ?? "", colours[i] ?? "")),
      cut(0, t("allCases"), colours.at(-1) ?? ""),
    ];
    return { curves, inDays, end: last / unit, targetAt: (targetHours * 3600) / unit };
  }, [output, input, groupNames, theme, targetHours, working, t]);
  if (!output || !drawn) return null;
  const empty = !(drawn.end > 0);
  return (
    <Section title={t("curves")}>
      <p className="view-note">{t("curvesAbout")}</p>
      {empty && <EmptyState title={t("curvesEmpty")} />}
      {!empty && (
        <StepCurves
          label={t("curves")}
          curves={drawn.curves}
          end={drawn.end}
          mark={result.limit === "target" ? { at: drawn.targetAt, name: t("target") } : undefined}
          titles={{ x: t(working ? "axisWorkHours" : drawn.inDays ? "axisDays" : "axisHours"), y: t("axisOpen") }}
          format={format.compact}
          percent={(share) => `${Math.round(share * 100)}%`}
        />
      )}
      <GroupTest output={output} />
    </Section>
  );
}

type Output = NonNullable<ResponseResult["output"]>;

/** The axis ends a little after nine of ten cases are finished, or where the cases end. */
function endOf({ curveTime, curveStart, p90 }: Output): number {
  const last = curveTime[(curveStart[1] ?? 1) - 1] ?? 0;
  const most = p90[0] ?? Number.NaN;
  return Number.isNaN(most) ? last : Math.min(last, most * 1.25 || last);
}

function GroupTest({ output }: { readonly output: Output }) {
  const t = useTexts(messages);
  const format = useFormat();
  const [chi = Number.NaN, degrees = 0, p = Number.NaN] = output.groupTest;
  if (Number.isNaN(p)) return null;
  const values = { chi: format.number(Number(chi.toPrecision(4))), degrees, p: writeP(p) };
  return <p className="view-note">{t(p < 0.05 ? "testDiffers" : "testAlike", values)}</p>;
}
