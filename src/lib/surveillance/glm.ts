import { log } from "../elementary/powers.ts";

/** A fitted quasi-Poisson regression with a logarithmic link. */
export interface QuasiPoisson {
  readonly coefficients: Float64Array;
  readonly fitted: Float64Array;
  /** Leverage of each observation. */
  readonly leverage: Float64Array;
  /** Σ w (y − μ)² / μ over the degrees of freedom; NaN without any. */
  readonly dispersion: number;
  /** Inverse of X′WX, row by row: times the dispersion the variance of the coefficients. */
  readonly unscaled: Float64Array;
  readonly degrees: number;
  readonly converged: boolean;
}

/** A design: rows of `columns` numbers, an outcome and a weight each. */
export interface Design {
  readonly columns: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
}

const mostRounds = 25;

/** Fits by iteratively reweighted least squares with the start and the stopping rule of R's `glm`; `null` if singular. */
export function quasiPoisson(design: Design): QuasiPoisson | null {
  const { y, weight, columns } = design;
  const rows = y.length;
  let eta = y.map((one) => log(one + 0.1));
  let deviance = devianceOf(design, eta.map(Math.exp));
  let solved: Solved | null = null;
  let converged = false;
  for (let round = 0; round < mostRounds && !converged; round++) {
    const mu = eta.map(Math.exp);
    const working = y.map((one, i) => eta[i] + (one - mu[i]) / mu[i]);
    solved = leastSquares(
      design,
      working,
      mu.map((one, i) => one * weight[i]),
    );
    if (!solved) return null;
    const beta = solved.beta;
    eta = y.map((_, i) => rowTimes(design, i, beta));
    const next = devianceOf(design, eta.map(Math.exp));
    converged = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < 1e-8;
    deviance = next;
  }
  if (!solved) return null;
  const fitted = eta.map(Math.exp);
  const { unscaled, weights } = solved;
  const leverage = y.map((_, i) => weights[i] * quadratic(unscaled, design.x.subarray(i * columns, (i + 1) * columns)));
  const used = weight.reduce((count, one) => count + (one > 0 ? 1 : 0), 0);
  const degrees = used - columns;
  let pearson = 0;
  // With the weights of the last solve, as R: they are those of the fit before the last step.
  for (let i = 0; i < rows; i++) pearson += weights[i] * (y[i] / fitted[i] - 1) ** 2;
  const dispersion = degrees > 0 ? pearson / degrees : Number.NaN;
  return { coefficients: solved.beta, fitted, leverage, dispersion, unscaled, degrees, converged };
}

/** x′ M x of a symmetric matrix. */
export function quadratic(matrix: Float64Array, x: Float64Array): number {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += x[i] * matrix[i * n + j] * x[j];
  return sum;
}

function devianceOf({ y, weight }: Design, mu: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    sum += 2 * weight[i] * ((y[i] > 0 ? y[i] * log(y[i] / mu[i]) : 0) - (y[i] - mu[i]));
  }
  return sum;
}

function rowTimes({ x, columns }: Design, row: number, beta: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += x[row * columns + j] * beta[j];
  return sum;
}

interface Solved {
  readonly beta: Float64Array;
  readonly unscaled: Float64Array;
  readonly weights: Float64Array;
}

function leastSquares({ x, columns: n }: Design, z: Float64Array, weights: Float64Array): Solved | null {
  const gram = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let i = 0; i < z.length; i++) {
    for (let a = 0; a < n; a++) {
      const wa = weights[i] * x[i * n + a];
      right[a] += wa * z[i];
      for (let b = 0; b < n; b++) gram[a * n + b] += wa * x[i * n + b];
    }
  }
  const unscaled = inverse(gram, n);
  if (!unscaled) return null;
  const beta = right.map((_, a) => {
    let sum = 0;
    for (let b = 0; b < n; b++) sum += unscaled[a * n + b] * right[b];
    return sum;
  });
  return { beta, unscaled, weights };
}

/** Inverse of a symmetric positive matrix, columns scaled first; `null` where it is singular. */
function inverse(matrix: Float64Array, n: number): Float64Array | null {
  const scale = Float64Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i]));
  if (scale.some((one) => !(one > 0))) return null;
  const a = matrix.map((value, i) => value / scale[Math.floor(i / n)] / scale[i % n]);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  for (let p = 0; p < n; p++) {
    const pivot = a[p * n + p];
    if (!(pivot > 1e-11)) return null;
    for (let j = 0; j < n; j++) {
      a[p * n + j] /= pivot;
      out[p * n + j] /= pivot;
    }
    for (let i = 0; i < n; i++) {
      const factor = a[i * n + p];
      if (i === p || factor === 0) continue;
      for (let j = 0; j < n; j++) {
        a[i * n + j] -= factor * a[p * n + j];
        out[i * n + j] -= factor * out[p * n + j];
      }
    }
  }
  return out.map((value, i) => value / scale[Math.floor(i / n)] / scale[i % n]);
}
