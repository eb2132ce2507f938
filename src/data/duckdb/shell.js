/**
 * Runs the worker script of DuckDB that is named after `#` in this script's address, with three precautions.
 */

// For as long as the worker lives it holds a lock, so that the page notices its end (src/worker/life.ts, which see).
const lock = `life-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
navigator.locks?.request(lock, () => {
  postMessage({ type: "alive", lock });
  return new Promise(() => {});
});

// DuckDB's main thread does not notice when one of its threads grows the shared memory, and then reads and writes past
// the end of its old view ("offset is out of bounds"). So the memory is large from the start; what is not used costs
// only addresses.
const OwnMemory = WebAssembly.Memory;
WebAssembly.Memory = function Memory(wanted) {
  for (const initial of wanted.shared ? [49152, 32768, 16384] : []) {
    try {
      return new OwnMemory({ ...wanted, initial });
    } catch {} // so much address space is not to be had
  }
  return new OwnMemory(wanted);
};
WebAssembly.Memory.prototype = OwnMemory.prototype;

// Arrow bytes that were handed over for a table stay until this worker is collected, which is hardly ever: those of ten
// million cases are half a gigabyte. So their memory is given back with the answer, as src/worker/buffers.ts does.
const handedOver = new Map();
addEventListener("message", ({ data }) => {
  if (data.type === "INSERT_ARROW_FROM_IPC_STREAM") handedOver.set(data.messageId, data.data[1].buffer);
});
const answer = globalThis.postMessage.bind(globalThis);
globalThis.postMessage = (message, ...rest) => {
  const buffer = handedOver.get(message?.requestId);
  handedOver.delete(message?.requestId);
  if (buffer) {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(null, [buffer]);
    port2.close();
    port1.close();
  }
  answer(message, ...rest);
};

importScripts(decodeURIComponent(location.hash.slice(1)));
