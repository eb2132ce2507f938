import type { ReactNode } from "react";
import "./tooltip.css";

interface TooltipProps {
  readonly text: string;
  readonly children: ReactNode;
  readonly side?: "bottom" | "right" | "top";
}

/** A few words on hover and focus. Nothing is said only here: what it is on has the same name for screen readers. */
export function Tooltip({ text, children, side = "bottom" }: TooltipProps) {
  return (
    <span className="tooltip-host">
      {children}
      <span className={`tooltip tooltip-${side}`} aria-hidden="true">
        {text}
      </span>
    </span>
  );
}
