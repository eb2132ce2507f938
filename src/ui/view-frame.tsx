import type { ReactNode } from "react";
import { type Doing, RunStatus } from "./run-status.tsx";
import { ViewSkeleton } from "./view-parts.tsx";

interface ViewFrameProps {
  readonly question: string;
  readonly doing: Doing | null;
  readonly onStop: () => void;
  readonly onAgain: () => void;
  /** The answer and the evidence; without any, the shape of what is to come. */
  readonly children?: ReactNode;
}

/** A view: its question, what it answers, and how the computation stands. */
export function ViewFrame({ question, doing, onStop, onAgain, children }: ViewFrameProps) {
  return (
    <div className="view" aria-busy={doing?.kind === "running"}>
      <h1>{question}</h1>
      {children || <ViewSkeleton />}
      <RunStatus doing={doing} onStop={onStop} onAgain={onAgain} />
    </div>
  );
}
