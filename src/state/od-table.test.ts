import { expect, test } from "vitest";
import type { InputOf } from "../analyses/index.ts";
import { modeRules } from "../domain/travel.ts";
import { createEngine, type Port } from "../engine/engine.ts";
import { type HostPort, serve } from "../engine/host.ts";
import type { Engine } from "./neighbours.ts";
import { odTable } from "./od-table.ts";

const params = {
  mode: "car",
  to: "crossings",
  turnoutMinutes: 1,
  oneWays: true,
  snapMetres: 500,
  keepTable: true,
} as const;

/** Hosts joined by real message channels: structured clone, transfer and cancel included. */
function engineOf(size: number): Engine {
  const engines = Array.from({ length: size }, () => {
    const { port1, port2 } = new MessageChannel();
    port1.start();
    port2.start();
    // A message port is such a port.
    serve(port2 as unknown as HostPort);
    const port: Port = {
      postMessage: port1.postMessage.bind(port1),
      addEventListener: (_: string, listener: (event: MessageEvent) => void) =>
        port1.addEventListener("message", listener),
    };
    return createEngine(port);
  });
  let next = 0;
  return {
    size,
    run(id, input, given, options) {
      const engine = engines[next++ % size];
      if (!engine) throw new Error("there is no engine");
      return engine.run(id, input, given, options);
    },
  };
}

/** A lattice of roads, 30 by 30 crossings, with an origin at every one of the first `origins`. */
function lattice(origins: number): InputOf<"od"> {
  const side = 30;
  const ends = Array.from({ length: side * side }, (_, n) => [
    ...((n + 1) % side === 0 ? [] : [[n, n + 1]]),
    ...(n + side >= side * side ? [] : [[n, n + side]]),
  ]).flat();
  const place = (n = 0) => [0.001 * (n % side), 0.001 * Math.floor(n / side)];
  const ones = new Uint8Array(ends.length).fill(1);
  return {
    nodeCount: Uint32Array.of(side * side),
    edgeFrom: Uint32Array.from(ends, ([a = 0]) => a),
    edgeTo: Uint32Array.from(ends, ([, b = 0]) => b),
    edgeClass: Uint8Array.from(ends, (_, e) => 2 + (e % 3)),
    edgeOneWay: Uint8Array.from(ends, (_, e) => (e % 11 === 0 ? 1 : 0)),
    edgeLimitKmh: new Float64Array(ends.length).fill(Number.NaN),
    edgeWalkOk: ones,
    edgeDriveOk: ones,
    edgeBarrier: new Uint8Array(ends.length),
    edgeCoordinates: Float64Array.from(ends.flatMap(([a, b]) => [...place(a), ...place(b)])),
    edgeLineStart: Uint32Array.from({ length: ends.length + 1 }, (_, e) => 2 * e),
    classKmh: Float64Array.from(modeRules.car.kmh),
    originLon: Float64Array.from({ length: origins }, (_, n) => place(n)[0] ?? 0),
    originLat: Float64Array.from({ length: origins }, (_, n) => place(n)[1] ?? 0),
    targetLon: new Float64Array(),
    targetLat: new Float64Array(),
  };
}

const signal = new AbortController().signal;

test("one, two and four workers, and more workers than origins, make the same table; progress only grows", async () => {
  const seen: number[] = [];
  const made = (size: number, origins = 101) =>
    odTable(lattice(origins), params, {
      engine: engineOf(size),
      context: { signal, onProgress: (done) => seen.push(done) },
    });
  const one = await made(1);
  expect(one.minutes).toHaveLength(101 * 900);
  expect([...one.minutes].every((minutes) => minutes >= 1 && minutes < Infinity)).toBe(true);
  for (const workers of [2, 4]) {
    seen.length = 0;
    expect(await made(workers)).toEqual(one);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  }
  expect((await made(4, 3)).minutes).toEqual(one.minutes.slice(0, 3 * 900));
});

test("stopping stops every part, and what comes after is not hindered", async () => {
  const engine = engineOf(2);
  const controller = new AbortController();
  const steps: number[] = [];
  const context = {
    signal: controller.signal,
    onProgress: (done: number) => {
      steps.push(done);
      controller.abort();
    },
  };
  await expect(odTable(lattice(900), params, { engine, context })).rejects.toMatchObject({ name: "AbortError" });
  expect(Math.max(...steps)).toBeLessThan(0.9);
  const again = await odTable(lattice(2), params, { engine, context: { signal, onProgress: () => {} } });
  expect(again.reached).toEqual(Uint32Array.of(900, 900));
});
