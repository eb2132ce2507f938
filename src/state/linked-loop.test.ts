import { expect, test } from "vitest";
import type { LinkedAnswer, LinkedQuestion } from "../engine/linked/protocol.ts";
import { createLinkedLoop } from "./linked-loop.ts";

const question = (pointsAtMost: number) => ({ pointsAtMost }) as LinkedQuestion;
const answer = (total: number) => ({ total }) as LinkedAnswer;

/** Answers when told to, with the question's number as total. */
function slow() {
  const asked: number[] = [];
  const open: { resolve(a: LinkedAnswer): void; reject(e: Error): void }[] = [];
  const ask = ({ pointsAtMost }: LinkedQuestion) => {
    asked.push(pointsAtMost);
    return new Promise<LinkedAnswer>((resolve, reject) => open.push({ resolve, reject }));
  };
  return {
    asked,
    ask,
    finish: () => open.shift()?.resolve(answer(asked.at(-1) ?? -1)),
    fail: (e: Error) => open.shift()?.reject(e),
  };
}

test("of questions that come while one is on its way only the last is asked", async () => {
  const client = slow();
  const shown: number[] = [];
  const loop = createLinkedLoop(client, ({ total }) => shown.push(total));
  const first = loop.ask(question(1));
  loop.ask(question(2));
  const third = loop.ask(question(3));
  client.finish();
  await Promise.resolve();
  await new Promise((done) => setTimeout(done));
  client.finish();
  expect(await first).toEqual(answer(3));
  expect(await third).toEqual(answer(3));
  expect(client.asked).toEqual([1, 3]);
  expect(shown).toEqual([3]);
});

test("a question asked while an answer is shown is not lost", async () => {
  const client = slow();
  const shown: number[] = [];
  const loop = createLinkedLoop(client, ({ total }) => {
    shown.push(total);
    if (total === 1) void loop.ask(question(2));
  });
  void loop.ask(question(1));
  client.finish();
  await new Promise((done) => setTimeout(done));
  client.finish();
  await loop.idle();
  expect(shown).toEqual([1, 2]);
});

test("after a failure the next question is asked again", async () => {
  const client = slow();
  const loop = createLinkedLoop(client, () => {});
  const lost = loop.ask(question(1));
  client.fail(new Error("worker died"));
  await expect(lost).rejects.toThrow("worker died");
  const next = loop.ask(question(2));
  client.finish();
  expect(await next).toEqual(answer(2));
});
