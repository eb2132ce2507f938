import { rendererOf } from "./webgl.ts";

const gl = globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1).getContext("webgl2") : null;
self.postMessage(gl && rendererOf(gl));
self.close();
