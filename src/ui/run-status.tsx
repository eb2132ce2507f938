import type { ReactNode } from "react";
import type { FaultText } from "../i18n/faults.ts";
import { Button } from "./controls.tsx";
import { EmptyState } from "./panel.tsx";
import { RunLine } from "./view-parts.tsx";

/** What is being done, or why it failed; `null` while all is well. */
export type Doing =
  | { readonly kind: "running"; readonly text: string; readonly share: number; readonly stopLabel: string }
  | { readonly kind: "failed"; readonly title: string; readonly fault: FaultText; readonly againLabel: string };

interface RunStatusProps {
  readonly doing: Doing | null;
  readonly onStop: () => void;
  readonly onAgain: () => void;
}

/** A computation on its way with the way to stop it; or why it failed, with the way on. */
export function RunStatus({ doing, onStop, onAgain }: RunStatusProps): ReactNode {
  if (!doing) return null;
  if (doing.kind === "running") {
    return <RunLine text={doing.text} share={doing.share} stopLabel={doing.stopLabel} onStop={onStop} />;
  }
  const { title, fault, againLabel } = doing;
  return (
    <EmptyState title={`${title}: ${fault.what} ${fault.wayOn}`}>
      <Button onClick={onAgain}>{againLabel}</Button>
    </EmptyState>
  );
}
