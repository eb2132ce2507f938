import { useEffect, useState } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button, IconButton } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { StepBars } from "../../../ui/step-bars.tsx";
import type { EmergingResult } from "./compute.ts";
import { messages } from "./messages.ts";
import type { Reading } from "./reading.ts";
import { settingsOf } from "./settings.ts";

const stepMilliseconds = 700;

interface PlaybackProps {
  readonly result: EmergingResult;
  readonly reading: Reading;
}

/** The cube step by step: bars say how many areas were hot, and put a step on the map. */
export function Playback({ result, reading }: PlaybackProps) {
  const { windows } = result.steps;
  const wanted = useApp((state) => settingsOf(state.document).cube.shown);
  const shown = wanted <= windows.length ? wanted : 0;
  const [playing, setPlaying] = usePlaying(shown, windows.length);
  const t = useTexts(messages);
  const format = useFormat();
  const window = windows[shown - 1];
  const pattern = (
    <Button kind="quiet" pressed={shown === 0} onClick={() => show(0)}>
      {t("pattern")}
    </Button>
  );
  return (
    <Section title={t("playback")} aside={pattern}>
      <div className="step-line">
        <IconButton
          icon={playing ? "pause" : "play"}
          label={t(playing ? "pause" : "play")}
          onClick={() => setPlaying(!playing)}
        />
        <span>
          {window
            ? t("stepOf", { step: shown, steps: windows.length, window: format.dates(...window) })
            : t("allSteps")}
        </span>
        {window && (
          <span className="step-counts">
            {t("hotCount", { hot: reading.hotPerStep[shown - 1] ?? 0, cold: reading.coldPerStep[shown - 1] ?? 0 })}
          </span>
        )}
      </div>
      <StepBars
        label={t("allSteps")}
        values={reading.hotPerStep}
        shown={shown - 1}
        nameOf={(step) => `${windowName(windows[step], format.dates)}: ${reading.hotPerStep[step] ?? 0}`}
        ends={[format.date(windows[0]?.[0] ?? 0), format.date(windows.at(-1)?.[1] ?? 0)]}
        onPick={(step) => show(step + 1 === shown ? 0 : step + 1)}
      />
    </Section>
  );
}

function windowName(
  window: readonly [number, number] | undefined,
  write: (from: number, to: number) => string,
): string {
  return window ? write(window[0], window[1]) : "";
}

function show(shown: number): void {
  setAnalysis("emerging", { shown });
}

/** Moves to the next step while playing, from the first one if none is shown; ends at the last. */
function usePlaying(shown: number, steps: number) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (shown >= steps) setPlaying(false);
      else show(shown + 1);
    }, stepMilliseconds);
    return () => clearTimeout(timer);
  }, [playing, shown, steps]);
  const play = (on: boolean) => {
    if (on && (shown === 0 || shown >= steps)) show(1);
    setPlaying(on);
  };
  return [playing, play] as const;
}
