/** What is wrong with a code; undefined where it is in order. */
export type CodeProblem = "scientific" | "length" | "digits" | "device-type" | "community-part";

const scientific = /^\d(\.\d+)?E\+?\d+$/i;

/** Whether a spreadsheet has written a code as a number and lost its digits, such as `3.10106E+11`. */
export function isScientific(code: string): boolean {
  return scientific.test(code);
}

/** An administrative or grid code: 6, 9 or 12 digits (GB/T 2260, GB/T 10114), 14 to 16 for unit cells (GB/T 30428.1). */
export function checkAreaCode(code: string): CodeProblem | undefined {
  if (isScientific(code)) return "scientific";
  if (!/^\d+$/.test(code)) return undefined;
  if (![6, 9, 12, 14, 15, 16].includes(code.length)) return code.length < 6 ? undefined : "length";
  const community = code.length >= 12 ? Number(code.slice(9, 12)) : 0;
  return community > 0 && community >= 600 ? "community-part" : undefined;
}

const deviceTypes = new Set(["131", "132"]);

/** A device code of GB/T 28181: 20 digits, of type 131 (camera) or 132 (network camera). Ids of other shapes pass. */
export function checkDeviceCode(code: string): CodeProblem | undefined {
  if (isScientific(code)) return "scientific";
  if (!/^\d{16,24}$/.test(code)) return undefined;
  if (code.length !== 20) return "length";
  return deviceTypes.has(code.slice(10, 13)) ? undefined : "device-type";
}
