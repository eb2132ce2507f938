/** The files of an archive by the sizes and places of its directory, inflated by the platform. Checks nothing else. */
export async function unzipped(zip: Uint8Array): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - 22;
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (let at = view.getUint32(end + 16, true); at < end; ) {
    const [method, packed] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const bytes = zip.slice(from, from + packed);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const content = method === 0 ? bytes : new Uint8Array(await new Response(stream).arrayBuffer());
    files.set(new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name)), content);
    at += 46 + name + extra + comment;
  }
  return files;
}
