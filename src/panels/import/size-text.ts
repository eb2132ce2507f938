const megabyte = 1_000_000;

/** Size in megabytes, kilobytes below one. */
export function sizeText(bytes: number): string {
  return bytes >= megabyte ? `${(bytes / megabyte).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
