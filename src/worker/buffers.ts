/** The buffers inside a value, each once, to hand over instead of copying. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) found.add(part.buffer);
    } else if (typeof part === "object" && part !== null && !Array.isArray(part)) Object.values(part).forEach(visit);
  };
  visit(value);
  return [...found];
}

/**
 * Frees the memory of a value's arrays now; they are empty from then on. A worker that makes few objects is hardly ever
 * collected, and what it was sent and has copied would pile up by the hundred MB. What is posted to a port that is then
 * closed is gone at once; a buffer that is only detached lives on with the browser's own handle to it.
 */
export function giveBack(value: unknown): void {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, buffersOf(value));
  port2.close();
  port1.close();
}
