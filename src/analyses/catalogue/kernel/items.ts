/** What can be wrong with an item of the catalogue; bits. */
export const itemFaults = {
  "no-dept": 1,
  "no-limit": 2,
  "no-power": 4,
  "no-staff": 8,
  "no-money": 16,
  unused: 32,
} as const;
export type ItemFault = keyof typeof itemFaults;

/** Flags of items: 1 yes, 0 no, 2 not stated; rows are items. */
export interface ItemColumns {
  readonly hasDept: Uint8Array;
  readonly hasLimit: Uint8Array;
  readonly transferred: Uint8Array;
  readonly powerMoved: Uint8Array;
  readonly staffMoved: Uint8Array;
  readonly moneyMoved: Uint8Array;
  /** Cases of each item under the present filters. */
  readonly itemCases: Float64Array;
}

const yes = 1;

/**
 * The faults of each item, as bits: without a department, without a limit, never used; and, of an item handed down to the
 * street, each of the three that must go with it (power, staff, money) and has not, or is not said to have.
 */
export function faultsOf(items: ItemColumns): Uint8Array {
  return Uint8Array.from(items.hasDept, (hasDept, i) => {
    let faults = 0;
    if (hasDept !== yes) faults |= itemFaults["no-dept"];
    if (items.hasLimit[i] !== yes) faults |= itemFaults["no-limit"];
    if (!(items.itemCases[i] > 0)) faults |= itemFaults.unused;
    if (items.transferred[i] !== yes) return faults;
    if (items.powerMoved[i] !== yes) faults |= itemFaults["no-power"];
    if (items.staffMoved[i] !== yes) faults |= itemFaults["no-staff"];
    if (items.moneyMoved[i] !== yes) faults |= itemFaults["no-money"];
    return faults;
  });
}
