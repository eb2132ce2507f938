import { useEffect, useMemo, useState } from "react";
import { type Format, noValue } from "../../../i18n/format.ts";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { type PlacedGraph, placeGraph } from "../../../lib/process/layout.ts";
import type { OutputOf } from "../../index.ts";
import { type DrawnArc, type DrawnGraph, outside } from "./graph.ts";
import { messages } from "./messages.ts";
import "./process.css";

/** What is chosen in the map: an activity, or an arc (a row of the result). */
export type Picked = { readonly activity: number } | { readonly arc: number };

export type Measure = "count" | "median" | "p90";

export interface MapProps {
  readonly output: OutputOf<"process">;
  readonly graph: DrawnGraph;
  readonly measure: Measure;
  readonly nameOf: (activity: number) => string;
  readonly picked: Picked | null;
  readonly onPick: (picked: Picked | null) => void;
  readonly zoom: number;
}

const nodeHeight = 38;
const terminal = { width: 52, height: 22 };

/** Room for a text of 12 px: a Chinese character is twice as wide as a Latin letter. */
function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 12.5 : 6.9;
  return width;
}

/** The directly-follows graph from top to bottom: widths and numbers say how often, or how long it takes. */
export function ProcessMap(props: MapProps) {
  const { output, graph, measure, nameOf, zoom } = props;
  const t = useTexts(messages);
  const format = useFormat();
  const labels = useMemo(
    () => graph.arcs.map((arc) => arcLabel(arc, output, { measure, format })),
    [graph, output, measure, format],
  );
  const names = graph.activities.map(nameOf).join("\n");
  const placed = usePlaced(graph, labels, names);
  if (!placed) return <div className="process-map process-map-empty" aria-hidden="true" />;
  const label = t("mapLabel", { activities: graph.activities.length, arcs: graph.arcs.length });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable with the keyboard
    <section className="process-map" aria-label={label} tabIndex={0}>
      <svg width={placed.width * zoom} height={placed.height * zoom} viewBox={`0 0 ${placed.width} ${placed.height}`}>
        <title>{label}</title>
        <defs>
          <marker
            id="process-head"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path className="process-head" d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {graph.arcs.map((arc, i) => (
          <Arc key={`${arc.from} ${arc.to}`} {...props} arc={arc} label={labels[i] ?? ""} placed={placed.edges[i]} />
        ))}
        <Terminals graph={graph} placed={placed} />
        {graph.activities.map((activity, i) => (
          <Activity key={activity} {...props} activity={activity} placed={placed.nodes[i]} />
        ))}
      </svg>
    </section>
  );
}

function arcLabel({ row, count }: DrawnArc, output: OutputOf<"process">, how: { measure: Measure; format: Format }) {
  const { measure, format } = how;
  if (measure === "count") return format.compact(count);
  const seconds = (measure === "median" ? output.arcMedian : output.arcP90)[row];
  return seconds === undefined ? "" : format.duration(seconds / 3600);
}

/** Lays the graph out when what is drawn changes; the last picture stays until then. */
function usePlaced(graph: DrawnGraph, labels: readonly string[], names: string): PlacedGraph | null {
  const [placed, setPlaced] = useState<{ readonly graph: DrawnGraph; readonly at: PlacedGraph } | null>(null);
  useEffect(() => {
    let stale = false;
    const widths = names.split("\n").map((name) => Math.max(56, textWidth(name) + 20));
    const places = new Map(graph.activities.map((activity, i) => [activity, i]));
    const begin = graph.activities.length;
    const most = Math.max(1, ...graph.arcs.map(({ count }) => count));
    const nodes = [...widths.map((width) => ({ width, height: nodeHeight })), terminal, terminal];
    const edges = graph.arcs.map(({ from, to, count }, i) => ({
      from: from === outside ? begin : (places.get(from) ?? 0),
      to: to === outside ? begin + 1 : (places.get(to) ?? 0),
      weight: 1 + Math.round((20 * count) / most),
      labelWidth: textWidth(labels[i] ?? "") + 6,
      labelHeight: 14,
    }));
    void placeGraph({ nodes, edges }).then((at) => {
      if (!stale) setPlaced({ graph, at });
    });
    return () => {
      stale = true;
    };
  }, [graph, labels, names]);
  return placed && placed.graph === graph ? placed.at : null;
}

interface ArcProps extends MapProps {
  readonly arc: DrawnArc;
  readonly label: string;
  readonly placed: PlacedGraph["edges"][number] | undefined;
}

function Arc({ arc, label, placed, graph, nameOf, picked, onPick }: ArcProps) {
  const t = useTexts(messages);
  if (!placed) return null;
  const most = Math.max(1, ...graph.arcs.map(({ count }) => count));
  const width = 1 + 6 * Math.sqrt(arc.count / most);
  const isPicked = picked !== null && "arc" in picked && picked.arc === arc.row && arc.row >= 0;
  const choose = () => onPick(isPicked ? null : { arc: arc.row });
  const name = (activity: number, end: "begin" | "end") => (activity === outside ? t(end) : nameOf(activity));
  const title = `${t("arcTitle", { from: name(arc.from, "begin"), to: name(arc.to, "end") })}: ${label || noValue}`;
  const own = arc.row >= 0;
  return (
    <g
      className={`process-arc${isPicked ? " process-picked" : ""}${own ? "" : " process-terminal-arc"}`}
      {...(own && {
        role: "button",
        tabIndex: 0,
        "aria-pressed": isPicked,
        "aria-label": title,
        onClick: choose,
        onKeyDown: onEnter(choose),
      })}
    >
      <title>{title}</title>
      <path className="process-hit" d={pathOf(placed.points)} />
      <path className="process-line" d={pathOf(placed.points)} strokeWidth={width} markerEnd="url(#process-head)" />
      {label !== "" && (
        <text x={placed.label.x} y={placed.label.y + 4} textAnchor="middle">
          {label}
        </text>
      )}
    </g>
  );
}

function onEnter(act: () => void) {
  return (event: { key: string; preventDefault(): void }) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  };
}

/** A line through the points of an edge, its corners rounded. */
function pathOf(points: PlacedGraph["edges"][number]["points"]): string {
  const [first, ...others] = points;
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  others.forEach((point, i) => {
    const next = others[i + 1];
    path += next
      ? ` Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`
      : ` L${point.x} ${point.y}`;
  });
  return path;
}

function Terminals({ graph, placed }: { readonly graph: DrawnGraph; readonly placed: PlacedGraph }) {
  const t = useTexts(messages);
  return (["begin", "end"] as const).map((end, i) => {
    const at = placed.nodes[graph.activities.length + i];
    return at ? (
      <g key={end} className="process-terminal">
        <rect x={at.x - at.width / 2} y={at.y - at.height / 2} width={at.width} height={at.height} rx={at.height / 2} />
        <text x={at.x} y={at.y + 4} textAnchor="middle">
          {t(end)}
        </text>
      </g>
    ) : null;
  });
}

interface ActivityProps extends MapProps {
  readonly activity: number;
  readonly placed: PlacedGraph["nodes"][number] | undefined;
}

function Activity({ activity, placed, output, nameOf, picked, onPick }: ActivityProps) {
  const format = useFormat();
  if (!placed) return null;
  const events = output.activityEvents[activity] ?? 0;
  const most = Math.max(1, ...output.activityEvents);
  const isPicked = picked !== null && "activity" in picked && picked.activity === activity;
  const choose = () => onPick(isPicked ? null : { activity });
  const { x, y, width, height } = placed;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
    <g
      className={`process-node${isPicked ? " process-picked" : ""}`}
      role="button"
      tabIndex={0}
      aria-pressed={isPicked}
      aria-label={`${nameOf(activity)}: ${format.number(events)}`}
      onClick={choose}
      onKeyDown={onEnter(choose)}
    >
      <rect className="process-ground" x={x - width / 2} y={y - height / 2} width={width} height={height} rx={6} />
      <rect
        className="process-fill"
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={6}
        opacity={0.12 + 0.5 * (events / most)}
      />
      <text className="process-name" x={x} y={y - 2} textAnchor="middle">
        {nameOf(activity)}
      </text>
      <text className="process-count" x={x} y={y + 13} textAnchor="middle">
        {format.compact(events)}
      </text>
    </g>
  );
}
