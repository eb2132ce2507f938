/** One entry of a legend: a colour with the value, range or name it stands for. */
export interface LegendStop {
  /** `#rrggbb`, or `transparent`. */
  readonly colour: string;
  /** The range of a class, or `from` alone as the value of a point of a ramp. */
  readonly from?: number;
  readonly to?: number;
  /** A symbol's code (status, facility group …): the panel shows its name. */
  readonly code?: string;
  /** SVG path data of a symbol in a square of 24 × 24. */
  readonly path?: string;
  /** How many things this entry stands for on the map. */
  readonly count?: number;
  /** The same in the earlier of two periods that are compared. */
  readonly countBefore?: number;
}

/** How positions on a colour ramp follow values. */
export type RampScale = "linear" | "sqrt" | "quantile";

/** A legend as plain data; texts are keys that the panel translates. */
export interface LegendSpec {
  /** Id of the layer kind. */
  readonly id: string;
  readonly kind: "classes" | "ramp" | "symbols";
  readonly title: string;
  readonly unit: string | null;
  readonly stops: readonly LegendStop[];
  /** Of a ramp. */
  readonly scale?: RampScale;
  /** Colour of things without data, where there are any. */
  readonly noData?: string;
  /** Things are hatched where the number behind the value is small. */
  readonly smallNumbers?: true;
  /** Id of the analysis whose texts have the names: `legend` is the title, `class.<code>` those of the stops. */
  readonly analysis?: string;
  /** Key of a sentence under the legend. */
  readonly note?: string;
  /** Title, unit, codes and note are not keys but the words themselves: those of a query. */
  readonly literal?: true;
}

/**
 * A kind of map layer: pure functions from data and style to what is drawn and to its legend. `Drawn` is the renderer's
 * layer type, which this folder does not know. `legend` is null where there is nothing to explain. What can also be
 * drawn before graphics have started paints itself on a `Surface`.
 */
export interface LayerKind<Id extends string, Data, Style, Drawn, Surface = never> {
  readonly id: Id;
  build(data: Data, style: Style): readonly Drawn[];
  paint?(surface: Surface, data: Data, style: Style): void;
  legend(data: Data, style: Style): LegendSpec | null;
}
