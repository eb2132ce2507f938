import { expect, test } from "vitest";
import { type Channel, shareValue } from "./wall-channel.ts";

/** Windows on one channel; messages arrive at once and as copies. */
function windows() {
  const all = new Set<Channel>();
  return (): Channel => {
    const own: Channel = {
      onmessage: null,
      postMessage(message) {
        for (const other of all) {
          if (other !== own) other.onmessage?.(new MessageEvent("message", { data: structuredClone(message) }));
        }
      },
      close: () => all.delete(own),
    };
    all.add(own);
    return own;
  };
}

test("what one window sets, all have", () => {
  const open = windows();
  const seen: string[] = [];
  const one = shareValue(open(), "start", () => {});
  const other = shareValue(open(), "start", (value) => seen.push(value));
  one.set("frozen");
  expect(seen).toEqual(["frozen"]);
  expect(other.value()).toBe("frozen");
});

test("a window that comes later learns what has been set, and nothing where nothing was", () => {
  const open = windows();
  const one = shareValue(open(), "start", () => {});
  expect(shareValue(open(), "own", () => {}).value()).toBe("own");
  one.set("light");
  expect(shareValue(open(), "own", () => {}).value()).toBe("light");
});

test("the later of two settings counts in every window", () => {
  const open = windows();
  const one = shareValue(open(), 0, () => {});
  const other = shareValue(open(), 0, () => {});
  one.set(1);
  other.set(2);
  one.set(3);
  expect([one.value(), other.value()]).toEqual([3, 3]);
});
