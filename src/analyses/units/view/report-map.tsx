import { planColour } from "../../../layers/plan/style.ts";
import { hexOf } from "../../../lib/colour.ts";
import type { Plan } from "../../../lib/plan.ts";
import type { Atoms } from "./atoms.ts";
import { coloursOf, middleOf } from "./drawn.ts";
import { type LineKind, lineKinds } from "./guide-lines.ts";
import { unitPaths } from "./mini-map.tsx";

interface ReportMapProps {
  readonly atoms: Atoms;
  readonly plan: Plan;
  readonly units: readonly { readonly unit: number; readonly name: string; readonly figure: string }[];
  readonly label: string;
  /** What lines and borders are called in the legend. */
  readonly kindNames: Readonly<Record<LineKind, string>>;
  readonly borderName: string;
}

/** Lengths that a scale may show, metres. */
const scales = [20_000, 10_000, 5000, 2000, 1000, 500, 200, 100] as const;

/** Room that a name takes in a picture 1,000 wide; one without room is left to the table. */
const labelWidth = 150;
const labelHeight = 60;

/** The map of a report: units with their names, streets, and a scale. */
export function ReportMap({ atoms, plan, units, label, kindNames, borderName }: ReportMapProps) {
  const { shapes, height, at, metresPerUnit } = unitPaths(atoms, plan.unit);
  const { lines } = atoms;
  const colours = coloursOf(atoms, plan.unit);
  const streets = lines.kinds.map((kind, line) => {
    const points: string[] = [];
    for (let p = lines.lineStart[line] ?? 0; p < (lines.lineStart[line + 1] ?? 0); p++)
      points.push(at(lines.coordinates[2 * p] ?? 0, lines.coordinates[2 * p + 1] ?? 0));
    return { kind, path: `M${points.join("L")}` };
  });
  const metres = scales.find((length) => length / metresPerUnit <= 200) ?? 100;
  const bar = metres / metresPerUnit;
  const kinds = lineKinds.filter((kind) => lines.kinds.includes(kind));
  const named: (ReportMapProps["units"][number] & { readonly x: number; readonly y: number })[] = [];
  for (const own of units.toSorted((a, b) => plan.size(b.unit) - plan.size(a.unit))) {
    const [x = Number.NaN, y = Number.NaN] = at(...middleOf(atoms, plan, own.unit))
      .split(" ")
      .map(Number);
    const hits = (other: { readonly x: number; readonly y: number }) =>
      Math.abs(other.x - x) < labelWidth && Math.abs(other.y - y) < labelHeight;
    if (Number.isFinite(x) && !named.some(hits)) named.push({ ...own, x, y });
  }
  return (
    <svg className="report-map" viewBox={`-8 -8 1016 ${height + 48}`} role="img" aria-label={label}>
      {shapes.map(({ unit, path }) => (
        <path
          key={unit}
          className="report-unit"
          d={path}
          fill={hexOf(planColour("light", colours[unit] ?? unit))}
          fillRule="evenodd"
        />
      ))}
      {streets.map(({ kind, path }, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place among the lines
        <path key={line} className={`report-${kind}`} d={path} />
      ))}
      {shapes.map(({ unit, path }) => (
        <path key={unit} className="report-border" d={path} />
      ))}
      {named.map(({ unit, name, figure, x, y }) => (
        <text key={unit} x={x} y={y} textAnchor="middle">
          <tspan x={x}>{name}</tspan>
          <tspan x={x} dy="1.25em">
            {figure}
          </tspan>
        </text>
      ))}
      <path className="report-scale" d={`M0 ${height + 22}v8h${bar}v-8`} />
      <text className="report-small" x={bar + 10} y={height + 32}>
        {metres >= 1000 ? `${metres / 1000} km` : `${metres} m`}
      </text>
      {["border" as const, ...kinds].map((kind, at) => (
        <g key={kind} transform={`translate(${380 + 150 * at} ${height + 26})`}>
          {kind === "street" && <path className="report-casing" d="M0 0h28" />}
          <path className={`report-${kind}`} d="M0 0h28" />
          <text className="report-small" x={36} y={6}>
            {kind === "border" ? borderName : kindNames[kind]}
          </text>
        </g>
      ))}
      <text className="report-small" x={1000} y={height + 32} textAnchor="end">
        N ↑
      </text>
    </svg>
  );
}
