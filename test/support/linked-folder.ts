import { MessageChannel } from "node:worker_threads";
import type { DatasetHandle } from "../../src/data/source.ts";
import type { AreaTable } from "../../src/domain/area-table.ts";
import { filterFields } from "../../src/domain/case-chunk.ts";
import { areaIdField } from "../../src/domain/case-tables.ts";
import { createLinkedClient } from "../../src/engine/linked/client.ts";
import { type LinkedPort, serveLinked } from "../../src/engine/linked/host.ts";

/** The linked filters over all cases of a dataset, behind a message port of this process. */
export async function linkedFolder(handle: DatasetHandle, areas: ReadonlyMap<string, AreaTable>) {
  const { port1, port2 } = new MessageChannel();
  serveLinked(port2 as unknown as LinkedPort);
  // A port has all of a worker that the client uses.
  const client = createLinkedClient(Object.assign(port1, { terminate: () => port1.close() }) as unknown as Worker);
  const levels = [...areas.values()];
  const fields = [...filterFields, ...levels.map(({ level }) => areaIdField(level))];
  const presets = Object.fromEntries(levels.map(({ level, ids }) => [areaIdField(level), ids]));
  const { rows } = await handle.planCases({});
  const cases = new MessageChannel();
  const [facts] = await Promise.all([
    client.load({ rows, fields, presets }, cases.port2 as unknown as MessagePort),
    handle.streamCases({ fields, port: cases.port1 as unknown as MessagePort }),
  ]);
  return { client, facts };
}
