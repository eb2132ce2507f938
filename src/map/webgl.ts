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
  return rendererOf(gl);
}

/**
 * The same, asked in a worker: the first context starts the browser's graphics, which takes long and would hold the page
 * up. Where workers have no WebGL the page is asked. Rejects with the fault `no-webgl`.
 */
export async function probeRendererAhead(): Promise<Renderer> {
  const found = await new Promise<Renderer | null>((resolve) => {
    const worker = new Worker(new URL("./webgl-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Renderer | null>) => resolve(data);
    worker.onerror = () => resolve(null);
  });
  return found ?? probeRenderer();
}

/** What a context draws with; the context is given back. */
export function rendererOf(gl: WebGL2RenderingContext): Renderer {
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return { name, software: /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name) };
}
