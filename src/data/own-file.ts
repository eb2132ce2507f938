import { Fault, toFault } from "../domain/fault.ts";

/**
 * One of the program's own files. Throws `network`, `not-found` or `http` naming it: the libraries that would fetch it
 * themselves blame another file, or never say that they could not.
 */
export async function fetchOwnFile(url: string): Promise<Response> {
  const file = url.split("/").pop() ?? url;
  const response = await fetch(url).catch((error: unknown) => {
    throw toFault(error, "network", { file });
  });
  if (response.ok) return response;
  if (response.status === 404) throw new Fault("not-found", { file });
  throw new Fault("http", { file, status: response.status });
}

/** Makes sure that the program's own files can be had, without reading them. Throws as `fetchOwnFile` does. */
export async function expectOwnFiles(urls: readonly (string | null)[]): Promise<void> {
  for (const url of urls) {
    if (url) await (await fetchOwnFile(url)).body?.cancel();
  }
}
