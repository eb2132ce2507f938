/** Share of calls lost by `servers` without a queue, offered `load` erlangs (Erlang B, by its recursion). */
export function erlangB(load: number, servers: number): number {
  let lost = 1;
  for (let n = 1; n <= servers; n++) lost = (load * lost) / (n + load * lost);
  return lost;
}

/** Share of calls that wait for one of `servers`, offered `load` erlangs (Erlang C); 1 where they cannot keep up. */
export function erlangC(load: number, servers: number): number {
  if (!(load < servers)) return 1;
  const lost = erlangB(load, servers);
  return (servers * lost) / (servers - load * (1 - lost));
}
