/** Where to look, and how near is near enough. */
export interface Search {
  readonly lower: number;
  readonly upper: number;
  readonly tolerance: number;
}

const golden = (3 - Math.sqrt(5)) / 2;
const halfDigits = Math.sqrt(Number.EPSILON);

/** A minimum of a function in an interval (Brent 1973, ch. 5: golden section and parabolas), as R's `optimize`. */
export function minimise(f: (x: number) => number, { lower, upper, tolerance }: Search): number {
  let [a, b] = [lower, upper];
  let x = a + golden * (b - a);
  let [v, w] = [x, x];
  let fx = f(x);
  let [fv, fw] = [fx, fx];
  let [step, before] = [0, 0];
  for (;;) {
    const middle = (a + b) / 2;
    const near = halfDigits * Math.abs(x) + tolerance / 3;
    if (Math.abs(x - middle) <= 2 * near - (b - a) / 2) return x;
    const parabola = Math.abs(before) > near ? vertex({ x, v, w, fx, fv, fw }) : { p: 0, q: 0 };
    const last = before;
    const { p, q } = parabola;
    const useless = Math.abs(p) >= Math.abs(0.5 * q * last) || p <= q * (a - x) || p >= q * (b - x);
    if (Math.abs(before) <= near || useless) {
      before = x < middle ? b - x : a - x;
      step = golden * before;
    } else {
      before = step;
      step = p / q;
      const u = x + step;
      if (u - a < 2 * near || b - u < 2 * near) step = x >= middle ? -near : near;
    }
    const u = x + (Math.abs(step) >= near ? step : step > 0 ? near : -near);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
      continue;
    }
    if (u < x) a = u;
    else b = u;
    if (fu <= fw || w === x) [v, w, fv, fw] = [w, u, fw, fu];
    else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
  }
}

interface Three {
  readonly x: number;
  readonly v: number;
  readonly w: number;
  readonly fx: number;
  readonly fv: number;
  readonly fw: number;
}

/** Step from x to the vertex of the parabola through three points, as p / q with q ≥ 0. */
function vertex({ x, v, w, fx, fv, fw }: Three): { p: number; q: number } {
  const r = (x - w) * (fx - fv);
  const s = (x - v) * (fx - fw);
  const p = (x - v) * s - (x - w) * r;
  const q = 2 * (s - r);
  return q > 0 ? { p: -p, q } : { p, q: -q };
}

/**
 * A root of a function between two places where its signs differ (Brent 1973, ch. 4: bisection, secants and inverse
 * parabolas), as R's `uniroot`.
 */
export function root(f: (x: number) => number, { lower, upper, tolerance }: Search): number {
  let [a, b, c] = [lower, upper, lower];
  let [fa, fb] = [f(a), f(b)];
  let fc = fa;
  if (fa * fb > 0) throw new Error(`no root between ${lower} and ${upper}: both ends have the same sign`);
  for (;;) {
    const last = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const near = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= near || fb === 0) return b;
    if (Math.abs(last) >= near && Math.abs(fa) > Math.abs(fb)) {
      const { p, q } = secant({ a, b, c, fa, fb, fc });
      const inside = p < 0.75 * (c - b) * q - Math.abs(near * q) / 2 && p < Math.abs((last * q) / 2);
      if (inside) step = p / q;
    }
    if (Math.abs(step) < near) step = step > 0 ? near : -near;
    [a, fa] = [b, fb];
    b += step;
    fb = f(b);
    if (fb > 0 === fc > 0 && fb !== 0) [c, fc] = [a, fa];
  }
}

interface Bracket {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
}

/** Step by a secant, or an inverse parabola where three points differ, as p / q with p ≥ 0. */
function secant({ a, b, c, fa, fb, fc }: Bracket): { p: number; q: number } {
  const t = fb / fa;
  const [ac, bc] = [fa / fc, fb / fc];
  const two = a === c;
  const p = two ? (c - b) * t : t * ((c - b) * ac * (ac - bc) - (b - a) * (bc - 1));
  const q = two ? 1 - t : (ac - 1) * (bc - 1) * (t - 1);
  return p > 0 ? { p, q: -q } : { p: -p, q };
}
