import { useCallback, useMemo, useState } from "react";
import type { TimeRange } from "../../domain/filters.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { dragTime, setPlaying, setTime } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import type { Linked } from "../../state/store.ts";
import type { Axis, Span } from "../../ui/brush.ts";
import { Button, IconButton, Select } from "../../ui/controls.tsx";
import { DateRange } from "../../ui/date-range.tsx";
import { Histogram } from "../../ui/histogram.tsx";
import { messages } from "./messages.ts";
import "./panel.css";
import { type Speed, speeds, usePlayback } from "./playback.ts";
import { timeTicks } from "./ticks.ts";
import { datesOf, day, presetsOf, rangeOf, wholeDays } from "./windows.ts";

/** When cases were reported, and the window of time that passes. */
export function TimePanel() {
  const linked = useApp((state) => state.linked);
  const data = useApp((state) => state.session.facts?.timeRange);
  const t = useTexts(messages);
  return (
    <section className="time" aria-label={t("title")}>
      {linked && data && <TimeStrip linked={linked} data={data} />}
    </section>
  );
}

interface TimeStripProps {
  readonly linked: Linked;
  readonly data: TimeRange;
}

function TimeStrip({ linked, data }: TimeStripProps) {
  const { bins, answer } = linked;
  const window = useApp((state) => state.document.filters.time) ?? null;
  const t = useTexts(messages);
  const format = useFormat();
  const step = bins.unit === "hour" ? 3600 : day;
  const span = useMemo<Span | null>(() => window && [window[0], window[1] + 1], [window]);
  const onSpan = useCallback((next: Span | null) => {
    setPlaying(false);
    setTime(next && [next[0], next[1] - 1]);
  }, []);
  const onDrag = useCallback((next: Span | null) => {
    setPlaying(false);
    dragTime(next && [next[0], next[1] - 1]);
  }, []);
  const ticks = useCallback((axis: Axis) => timeTicks(axis, format), [format]);
  return (
    <>
      <div className="time-head">
        <h2 title={t("hint")}>{t(`per.${bins.unit}`)}</h2>
        <Presets data={data} window={window} />
        <Dates data={data} window={window} />
        <Playback data={data} step={step} />
      </div>
      <Histogram
        label={t(`per.${bins.unit}`)}
        edges={bins.edges}
        counts={answer.time}
        span={span}
        step={step}
        onSpan={onSpan}
        onDrag={onDrag}
        ticks={ticks}
        formatCount={format.compact}
        formatEdge={step < day ? format.dateTime : format.date}
        texts={{ from: t("from"), to: t("to"), window: t("window") }}
      />
    </>
  );
}

function Presets({ data, window }: { readonly data: TimeRange; readonly window: TimeRange | null }) {
  const t = useTexts(messages);
  const presets = useMemo(() => presetsOf(data, window), [data, window]);
  return (
    <fieldset className="time-presets">
      <legend className="visually-hidden">{t("presets")}</legend>
      {presets.map(({ key, window: preset, year }) => (
        <Button
          key={key}
          kind="quiet"
          pressed={preset?.[0] === window?.[0] && preset?.[1] === window?.[1]}
          onClick={() => setTime(preset)}
        >
          {t(key, { year: String(year) })}
        </Button>
      ))}
    </fieldset>
  );
}

/** The window as exact dates. */
function Dates({ data, window }: { readonly data: TimeRange; readonly window: TimeRange | null }) {
  const t = useTexts(messages);
  const bounds = datesOf(wholeDays(data));
  return (
    <DateRange
      value={window ? datesOf(window) : bounds}
      bounds={bounds}
      labels={[t("fromDate"), t("toDate")]}
      onChange={(dates) => {
        setPlaying(false);
        const chosen = rangeOf(dates);
        const isAll = dates[0] === bounds[0] && dates[1] === bounds[1];
        setTime(isAll ? null : chosen);
      }}
    />
  );
}

function Playback({ data, step }: { readonly data: TimeRange; readonly step: number }) {
  const playing = useApp((state) => state.playing);
  const [speed, setSpeed] = useState<Speed>("1");
  const t = useTexts(messages);
  usePlayback(playing, speed, { data, step });
  return (
    <div className="time-playback">
      <Select
        label={t("speed")}
        options={speeds.map((value) => ({ value, label: `${value}×` }))}
        value={speed}
        onChange={setSpeed}
      />
      <IconButton
        icon={playing ? "pause" : "play"}
        label={t(playing ? "pause" : "play")}
        onClick={() => setPlaying(!playing)}
      />
    </div>
  );
}
