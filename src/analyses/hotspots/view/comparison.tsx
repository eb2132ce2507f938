import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis, setTime } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button, Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, Section } from "../../../ui/panel.tsx";
import { analysisTexts } from "../../texts.ts";
import { type ChangeClass, changeClasses, changesOf } from "./changes.ts";
import type { HotspotsResult, Tested } from "./compute.ts";
import { messages } from "./messages.ts";
import { settingsOf, subjectParams } from "./settings.ts";
import { Shifts } from "./shifts.tsx";

const day = 86_400;
const offeredDays = 90;

/** How the hotspots differ from those of an earlier period. */
export function Comparison({ result }: { readonly result: HotspotsResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const { compare } = useApp((state) => state.document.analyses.hotspots ?? noSettings);
  const texts: Readonly<Record<string, string>> = analysisTexts.hotspots[locale];
  const options = subjectParams.compare.options.map((value) => ({ value, label: texts[`compare.${value}`] ?? value }));
  const wanted = options.find(({ value }) => value === compare)?.value ?? "none";
  const choice = (
    <Select
      label={t("compareWith")}
      options={options}
      value={wanted}
      onChange={(value) => setAnalysis("hotspots", { compare: value })}
    />
  );
  const { data, settings } = result.input;
  const last = Math.floor(data[1] / day) * day + day - 1;
  return (
    <Section title={t("compare")} aside={choice}>
      {result.before && <Changes result={result} before={result.before} />}
      {settings.subject.compare !== "none" && !result.before && (
        <>
          <p className="view-note">{t("compareNone")}</p>
          <span>
            <Button onClick={() => setTime([last + 1 - offeredDays * day, last])}>
              {t("compareLast", { days: offeredDays })}
            </Button>
          </span>
        </>
      )}
    </Section>
  );
}

const noSettings: Readonly<Record<string, string | number | boolean>> = {};

interface ChangesProps {
  readonly result: HotspotsResult;
  readonly before: Tested;
}

function Changes({ result, before }: ChangesProps) {
  const picture = useApp((state) => settingsOf(state.document).subject.picture);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const counts = useMemo(() => countsOf(changesOf(result.now, before)), [result, before]);
  if (before.problem || result.now.problem) return <p className="view-note">{t("compareProblem")}</p>;
  const texts: Readonly<Record<string, string>> = analysisTexts.hotspots[locale];
  const options = subjectParams.picture.options
    .filter((value) => value !== "shift" || result.shift !== null)
    .map((value) => ({ value, label: texts[`picture.${value}`] ?? value }));
  const said = {
    window: format.dates(...before.window),
    fresh: counts("now-hot"),
    still: counts("still-hot"),
    gone: counts("no-longer-hot"),
  };
  return (
    <>
      <p>
        <Emphasised text={t("compareText", said)} />
      </p>
      <Segmented
        label={texts["param.picture"] ?? ""}
        options={options}
        value={picture === "shift" && !result.shift ? "change" : picture}
        onChange={(value) => setAnalysis("hotspots", { picture: value })}
      />
      {picture === "shift" && result.shift ? (
        <Shifts result={result} before={before} />
      ) : (
        <p className="view-note">{t("compareCaveat")}</p>
      )}
    </>
  );
}

function countsOf(codes: Uint8Array): (name: ChangeClass) => number {
  return (name) => codes.reduce((sum, code) => sum + (changeClasses[code] === name ? 1 : 0), 0);
}
