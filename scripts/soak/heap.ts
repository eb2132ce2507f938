import type { CDPSession } from "playwright-core";

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly unknown[] };
  };
  readonly nodes: readonly number[];
}

/** What is not the page's own: compiled code, which grows while functions become hot, and what the browser keeps beside it. */
const others: readonly string[] = ["code", "native", "synthetic", "hidden"];

/** Bytes of the page's own objects in a heap snapshot. */
export function objectBytesOf({ snapshot, nodes }: Snapshot): number {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const names = types[0] as readonly string[]; // the first field of a node is its type, by name
  const own = names.map((name) => !others.includes(name));
  const size = fields.indexOf("self_size");
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) if (own[nodes[at] ?? 0]) bytes += nodes[at + size] ?? 0;
  return bytes;
}

/** Bytes that a page's own objects take; garbage is collected first. */
export async function objectBytes(client: CDPSession): Promise<number> {
  const parts: string[] = [];
  const take = ({ chunk }: { chunk: string }) => parts.push(chunk);
  client.on("HeapProfiler.addHeapSnapshotChunk", take);
  await client.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  client.off("HeapProfiler.addHeapSnapshotChunk", take);
  return objectBytesOf(JSON.parse(parts.join("")));
}
