import { Fault } from "../domain/fault.ts";

/** What the machine draws with. */
export interface Renderer {
  readonly name: string;
  /** No GPU: the processor draws, and every pixel and instance costs. */
  readonly software: boolean;
}

/** Asks for WebGL 2 and what is behind it; throws the fault `no-webgl` where there is none. */
export function probeRenderer(): Renderer {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) throw new Fault("no-webgl");
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return { name, software: /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name) };
}
