import { erlangC } from "./erlang.ts";

/** Units that answer calls, and where calls come from: each place prefers units in an order of its own. */
export interface CallSystem {
  readonly units: number;
  /** Calls per hour of each place. */
  readonly rate: ArrayLike<number>;
  /** Place · units + rank → unit: the order in which free units are sent to a place. */
  readonly order: Uint16Array;
  /** Calls that one unit can answer per hour. */
  readonly perHour: number;
}

/** How busy units are, and who goes where. */
export interface Workload {
  /** Share of time each unit is busy. */
  readonly busy: Float64Array;
  /** Place · units + unit → share of the place's calls that the unit answers. */
  readonly sent: Float64Array;
  /** Share of calls that find all units busy and wait. */
  readonly waiting: number;
}

/** Up to so many units every state is looked at; above, Larson's approximation is taken. */
export const mostExactUnits = 12;

const total = (rate: ArrayLike<number>) => Array.from(rate).reduce((sum, one) => sum + one, 0);

/**
 * Hypercube queueing (Larson 1974) with a queue: exact up to `mostExactUnits`, else by Larson's (1975) approximation.
 * Throws where calls come faster than all units together can answer them.
 */
export function hypercube(system: CallSystem): Workload {
  return system.units <= mostExactUnits ? exactHypercube(system) : approximateHypercube(system);
}

function offered({ units, rate, perHour }: CallSystem): number {
  const load = total(rate) / perHour;
  if (!(load < units)) throw new Error(`hypercube: ${units} units cannot answer ${load} at once`);
  return load;
}

/** All 2^units states, solved by Gauss–Seidel; states with as many busy units have the mass of the queue M/M/N. */
export function exactHypercube(system: CallSystem): Workload {
  const { units } = system;
  const load = offered(system);
  const all = 2 ** units - 1;
  const up = upwardRates(system);
  const state = balanced(up, { units, load });
  const waiting = erlangC(load, units);
  const queued = waiting - state[all];
  const busy = new Float64Array(units).fill(queued);
  for (let s = 1; s <= all; s++) for (let n = 0; n < units; n++) if (s & (1 << n)) busy[n] += state[s];
  return { busy, sent: sentExactly(system, state, waiting), waiting };
}

/** State · units + unit → load that a call in that state sends the unit out for. */
function upwardRates({ units, rate, order, perHour }: CallSystem): Float64Array {
  const up = new Float64Array(2 ** units * units);
  for (let s = 0; s < 2 ** units - 1; s++) {
    for (let place = 0; place < rate.length; place++)
      up[s * units + firstFree(order, place * units, s)] += rate[place] / perHour;
  }
  return up;
}

function firstFree(order: Uint16Array, from: number, state: number): number {
  let at = from;
  while (state & (1 << order[at])) at++;
  return order[at];
}

function countBits(state: number): number {
  let count = 0;
  for (let rest = state; rest > 0; rest &= rest - 1) count++;
  return count;
}

/** Probabilities of states, without what waits. */
function balanced(up: Float64Array, { units, load }: { units: number; load: number }): Float64Array {
  const size = 2 ** units;
  const level = Uint8Array.from({ length: size }, (_, s) => countBits(s));
  const mass = queueMass(load, units);
  const states = new Float64Array(units + 1);
  for (const w of level) states[w]++;
  const p = Float64Array.from(level, (w) => mass[w] / states[w]);
  if (load === 0) return p;
  const sums = new Float64Array(units + 1);
  for (let round = 0; round < 5000; round++) {
    let moved = 0;
    sums.fill(0);
    for (let s = 0; s < size; s++) {
      let flow = 0;
      for (let n = 0; n < units; n++) {
        const bit = 1 << n;
        if (s & bit) flow += up[(s ^ bit) * units + n] * p[s ^ bit];
        else flow += p[s | bit];
      }
      // In the full state those who leave from the queue come back to it.
      const next = flow / (level[s] + (s === size - 1 ? 0 : load));
      moved = Math.max(moved, Math.abs(next - p[s]));
      p[s] = next;
      sums[level[s]] += next;
    }
    for (let s = 0; s < size; s++) p[s] *= mass[level[s]] / sums[level[s]];
    if (moved < 1e-13) break;
  }
  return p;
}

/** Probability that so many of `servers` are busy and nobody waits (M/M/N). */
function queueMass(load: number, servers: number): Float64Array {
  const mass = new Float64Array(servers + 1);
  mass[0] = 1;
  for (let n = 1; n <= servers; n++) mass[n] = (mass[n - 1] * load) / n;
  let sum = 0;
  for (let n = 0; n < servers; n++) sum += mass[n];
  sum += mass[servers] / (1 - load / servers);
  return mass.map((one) => one / sum);
}

function sentExactly({ units, rate, order }: CallSystem, state: Float64Array, waiting: number): Float64Array {
  const sent = new Float64Array(rate.length * units).fill(waiting / units);
  for (let place = 0; place < rate.length; place++) {
    for (let s = 0; s < state.length - 1; s++) {
      sent[place * units + firstFree(order, place * units, s)] += state[s];
    }
  }
  return sent;
}

/**
 * Larson's correction factor Q(N, ρ, j): how much likelier than independence it is that j given units are busy and another
 * is free. N units, each busy a share `rho` on average.
 */
export function correctionFactor(units: number, rho: number, j: number): number {
  const none = Math.log(queueMass(rho * units, units)[0]);
  let sum = 0;
  for (let k = j; k < units; k++) {
    const log =
      logFactorial(units - j - 1) -
      logFactorial(k - j) +
      k * Math.log(units) -
      logFactorial(units) +
      (k - j) * Math.log(rho);
    sum += (units - k) * Math.exp(log + none);
  }
  return sum / (1 - rho);
}

const logFactorials = [0];

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++) logFactorials.push(logFactorials[k - 1] + Math.log(k));
  return logFactorials[n];
}

/** Workloads found by iteration, states taken as independent but for the correction factor; for any number of units. */
export function approximateHypercube(system: CallSystem): Workload {
  const { units, rate, order, perHour } = system;
  const load = offered(system);
  const rho = load / units;
  const waiting = erlangC(load, units);
  const factor = Float64Array.from({ length: units }, (_, j) => (rho > 0 ? correctionFactor(units, rho, j) : 1));
  const busy = new Float64Array(units).fill(rho);
  for (let round = 0; round < 1000 && rho > 0; round++) {
    const called = new Float64Array(units);
    for (let place = 0; place < rate.length; place++) {
      let before = rate[place] / perHour;
      for (let rank = 0; rank < units && before > 0; rank++) {
        const n = order[place * units + rank];
        called[n] += before * factor[rank];
        before *= busy[n];
      }
    }
    const next = called.map((v) => (v + (load * waiting) / units) / (1 + v));
    const scale = load / total(next);
    let moved = 0;
    for (let n = 0; n < units; n++) {
      moved = Math.max(moved, Math.abs(next[n] * scale - busy[n]));
      busy[n] = next[n] * scale;
    }
    if (moved < 1e-12) break;
  }
  return { busy, sent: sentRoughly(system, { busy, factor, waiting }), waiting };
}

function sentRoughly(
  { units, rate, order }: CallSystem,
  { busy, factor, waiting }: { busy: Float64Array; factor: Float64Array; waiting: number },
): Float64Array {
  const sent = new Float64Array(rate.length * units);
  for (let place = 0; place < rate.length; place++) {
    const from = place * units;
    let before = 1;
    let sum = 0;
    for (let rank = 0; rank < units; rank++) {
      const n = order[from + rank];
      sent[from + n] = before * factor[rank] * (1 - busy[n]);
      sum += sent[from + n];
      before *= busy[n];
    }
    for (let n = 0; n < units; n++) sent[from + n] = (sent[from + n] / sum) * (1 - waiting) + waiting / units;
  }
  return sent;
}
