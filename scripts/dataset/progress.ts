/** Where progress is written: a terminal, or anything that takes lines. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far work has come. */
export interface Progress {
  show(text: string, share: number): void;
  /** Ends the line of the bar, if there is one. */
  end(): void;
}

const barWidth = 24;

/** A bar that redraws itself on a terminal; elsewhere one plain line whenever the text changes. */
export function createProgress(output: ProgressOutput): Progress {
  let shown = "";
  return {
    show(text, share) {
      const percent = Math.round(100 * Math.min(1, Math.max(0, share)));
      if (output.isTTY) {
        const filled = Math.round((barWidth * percent) / 100);
        output.write(
          `\r[${"█".repeat(filled)}${"·".repeat(barWidth - filled)}] ${String(percent).padStart(3)} % ${text}\u001b[K`,
        );
      } else if (text !== shown) output.write(`${String(percent).padStart(3)} % ${text}\n`);
      shown = text;
    },
    end() {
      if (output.isTTY && shown !== "") output.write("\n");
    },
  };
}
