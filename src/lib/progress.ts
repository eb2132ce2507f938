/** Run a part of a longer computation, its progress from 0 to 1 shown as `from` to `to`. */
export function* within<Out>(
  part: Generator<number, Out, void>,
  from: number,
  to: number,
): Generator<number, Out, void> {
  for (;;) {
    const step = part.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** The result of a computation that is short enough to be made at once. */
export function finished<Out>(part: Generator<number, Out, void>): Out {
  for (;;) {
    const step = part.next();
    if (step.done) return step.value;
  }
}
