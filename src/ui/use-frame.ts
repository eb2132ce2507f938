import { useEffect, useMemo, useRef } from "react";

/** Calls `act` at most once per frame, with the last arguments. */
export function useFrameThrottle<A extends readonly unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const latest = useRef(act);
  const frame = useRef(0);
  latest.current = act;
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useMemo(() => {
    return (...args: A) => {
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => latest.current(...args));
    };
  }, []);
}
