/** After so long without input the page counts as idle. */
const quietMilliseconds = 1500;

let lastInput = 0;
let holders = 0;
let first: Promise<unknown> = Promise.resolve();

/** Nothing counts as idle before this, nor soon after. */
export function idleAfter(picture: Promise<unknown>): void {
  first = picture.catch(() => {}).then(noteInput);
}

/** Notes that the user (or a script that stands in for one) is at work now. */
export function noteInput(): void {
  lastInput = performance.now();
}

/** Nothing counts as idle until what this returns is called, once: somebody waits for an answer that takes all cores. */
export function holdIdle(): () => void {
  holders++;
  return () => {
    holders--;
    noteInput();
  };
}

/** Resolves when nobody has touched the page for a while, so that work in the background disturbs nobody. */
export async function whenIdle(): Promise<void> {
  await first;
  for (;;) {
    const rest = lastInput + quietMilliseconds - performance.now();
    if (holders === 0 && rest <= 0) return;
    await new Promise((done) => setTimeout(done, holders > 0 ? quietMilliseconds : rest));
  }
}

/** Listens for input on a page. */
export function watchInput(page: Window): void {
  for (const type of ["pointermove", "pointerdown", "wheel", "keydown"]) {
    page.addEventListener(type, noteInput, { passive: true, capture: true });
  }
}
