import type { Highs } from "highs";

/** A linear model: least or greatest cost·x with row bounds on A·x; `integer[c]` ≠ 0 makes column `c` whole. */
export interface LinearModel {
  readonly maximise: boolean;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer: Int32Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Row → its first entry; one entry more than rows. */
  readonly rowStart: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
}

/** How long a solver may take, and where it may start. */
export interface SolveOptions {
  readonly timeLimitSeconds: number;
  /** A feasible start, one value per column. */
  readonly start?: Float64Array;
}

/** What a solver found: `bound` is proven also when time ran out; `values` is empty when there is no solution. */
export interface LinearSolution {
  readonly status: "optimal" | "limit" | "infeasible";
  readonly values: Float64Array;
  readonly objective: number;
  readonly bound: number;
}

/** A solver of linear models. */
export type Milp = (model: LinearModel, options: SolveOptions) => LinearSolution;

/**
 * Loads HiGHS (WebAssembly, 3.5 MB) as a solver of linear models with whole numbers. It computes until it is done or out
 * of time, so it belongs into a worker; throws on numbers that are not finite.
 */
export async function loadMilp(): Promise<Milp> {
  const { default: loadHighs } = await import("highs");
  const highs = await loadHighs();
  return (model, options) => solve(highs, model, options);
}

function solve(highs: Highs, model: LinearModel, { timeLimitSeconds, start }: SolveOptions): LinearSolution {
  for (const numbers of [model.cost, model.value]) {
    if (!numbers.every(Number.isFinite)) throw new Error("linear model: a cost or coefficient is not finite");
  }
  const { constants } = highs;
  return highs.withModel(dataOf(highs, model), (native): LinearSolution => {
    native.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: 1e-9, mip_abs_gap: 1e-9 });
    if (start) native.setSolution({ colValue: start });
    native.run();
    const status = native.getModelStatus();
    const { optimal, infeasible } = constants.modelStatus;
    const bound = Number(native.info.get("mip_dual_bound"));
    if (status === infeasible)
      return { status: "infeasible", values: new Float64Array(), objective: Number.NaN, bound };
    const found = Number(native.info.get("primal_solution_status")) === 2;
    return {
      status: status === optimal ? "optimal" : "limit",
      values: found ? Float64Array.from(native.getSolution().colValue) : new Float64Array(),
      objective: found ? native.getObjectiveValue() : Number.NaN,
      bound: status === optimal && !model.integer.includes(1) ? native.getObjectiveValue() : bound,
    };
  });
}

function dataOf(highs: Highs, model: LinearModel) {
  const { maximise, cost, lower, upper, integer, rowLower, rowUpper, rowStart, index, value } = model;
  const { objectiveSense } = highs.constants;
  return {
    numCols: cost.length,
    numRows: rowLower.length,
    sense: maximise ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower,
    rowUpper,
    integrality: integer,
    matrix: {
      format: "csr" as const,
      numRows: rowLower.length,
      numCols: cost.length,
      starts: rowStart,
      indices: index,
      values: value,
    },
  };
}

/** Builds a linear model column by column and row by row. */
export class ModelBuilder {
  private readonly columns: number[][] = [];
  private readonly rowBounds: number[][] = [];
  private readonly starts = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  /** Adds a column and returns its number. */
  column(cost: number, { lower = 0, upper = 1, integer = false } = {}): number {
    return this.columns.push([cost, lower, upper, integer ? 1 : 0]) - 1;
  }

  /** Adds a row lower ≤ Σ value·column ≤ upper. */
  row(lower: number, upper: number, entries: Iterable<readonly [column: number, value: number]>): void {
    for (const [column, value] of entries) {
      this.indices.push(column);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
    this.rowBounds.push([lower, upper]);
  }

  build(maximise: boolean): LinearModel {
    const column = (k: number) => Float64Array.from(this.columns, (entry) => entry[k]);
    return {
      maximise,
      cost: column(0),
      lower: column(1),
      upper: column(2),
      integer: Int32Array.from(column(3)),
      rowLower: Float64Array.from(this.rowBounds, ([lower]) => lower),
      rowUpper: Float64Array.from(this.rowBounds, ([, upper]) => upper),
      rowStart: Int32Array.from(this.starts),
      index: Int32Array.from(this.indices),
      value: Float64Array.from(this.values),
    };
  }
}
