import type { LinkedAnswer, LinkedQuestion } from "../engine/linked/protocol.ts";

/** Whoever answers questions: the linked-filter worker. */
export interface Answerer {
  ask(question: LinkedQuestion): Promise<LinkedAnswer>;
}

/**
 * Keeps one question on its way and at most one waiting: while filters change faster than answers come, the questions
 * in between are never asked.
 */
export function createLinkedLoop(client: Answerer, onAnswer: (answer: LinkedAnswer, question: LinkedQuestion) => void) {
  let waiting: LinkedQuestion | null = null;
  let running: Promise<LinkedAnswer> | null = null;

  /** Asks, or replaces the question that waits. The promise is the answer to this question or to a later one. */
  function ask(question: LinkedQuestion): Promise<LinkedAnswer> {
    waiting = question;
    running ??= run(question);
    return running;
  }

  async function run(question: LinkedQuestion): Promise<LinkedAnswer> {
    waiting = null;
    const answer = await client.ask(question).catch(stop);
    if (!waiting) onAnswer(answer, question);
    if (waiting) return run(waiting);
    running = null;
    return answer;
  }

  function stop(error: unknown): never {
    running = null;
    throw error;
  }

  return {
    ask,
    /** Resolves when no question is on its way. */
    async idle(): Promise<void> {
      await running?.catch(() => {});
    },
  };
}

export type LinkedLoop = ReturnType<typeof createLinkedLoop>;
