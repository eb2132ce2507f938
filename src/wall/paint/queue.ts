/** Draws in steps: between two of them other work may be done. */
export type Painting = Generator<void, void, void>;

/**
 * A task paints for at most so long, and as long as the step that it is in takes. Nobody moves a pointer over a wall: few
 * frames matter more than 60 a second, as each frame of a large wall costs a computer without a GPU a tenth of a second.
 */
const sliceMilliseconds = 50;

let waiting: Painting[] = [];
let scheduled = false;

/**
 * Paints after what is waiting already, a slice a task, so that twenty pictures that change at once do not hold the page.
 * The canvases keep their earlier pictures until it is their turn. Returns how to take a painting back.
 */
export function paintLater(painting: Painting): () => void {
  waiting.push(painting);
  schedule();
  return () => {
    waiting = waiting.filter((one) => one !== painting);
  };
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(paint);
}

function paint(): void {
  scheduled = false;
  const until = performance.now() + sliceMilliseconds;
  while (performance.now() < until) {
    const [painting] = waiting;
    if (!painting) return;
    if (painting.next().done) waiting = waiting.filter((one) => one !== painting);
  }
  if (waiting.length > 0) schedule();
}
