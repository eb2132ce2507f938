/** From three to five in the morning nobody looks. */
const quietHours = { from: 3, to: 5 } as const;
const everyMilliseconds = 20 * 60_000;

/** Whether a page that is never closed may be loaded anew at this hour of its own clock. */
const isQuiet = (hour: number): boolean => hour >= quietHours.from && hour < quietHours.to;

/** A page that runs for weeks looks for a new version of the app now and then, and takes it at a quiet hour. */
export function updateQuietly(): void {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return;
  let newer = false;
  const before = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    newer = before !== null;
  });
  setInterval(() => {
    if (newer && isQuiet(new Date().getHours())) location.reload();
    else void navigator.serviceWorker.getRegistration().then((registration) => registration?.update().catch(() => {}));
  }, everyMilliseconds);
}
