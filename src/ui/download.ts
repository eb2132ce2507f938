/** Hands a text, or bytes, over as a file of the user's own. */
export function downloadText(name: string, type: string, text: string | Uint8Array<ArrayBuffer>): void {
  downloadBlob(name, new Blob([text], { type }));
}

/** Hands a blob over as a file of the user's own. */
export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has its own hold on the blob once the download has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
