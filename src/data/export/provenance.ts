/** What of a table was held back, and how. */
export interface Protection {
  /** Counts of people from 1 to below this number were left out; `null`: none were. */
  readonly minimumCell: number | null;
  /** Columns of counts that this was done to, and of rates made from them. */
  readonly suppressedColumns: readonly string[];
  readonly suppressedCells: number;
  /** Columns of personal texts whose values were replaced. */
  readonly maskedColumns: readonly string[];
  readonly note: string;
}

/** Where a file comes from: enough to make it again. */
export interface ExportProvenance {
  readonly table: string;
  readonly rows: number;
  /** The statement that gave the rows, protections included; absent for results that no statement makes. */
  readonly sql?: string;
  readonly analysis?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly seed?: number;
  /** The linked filters, as the document has them. */
  readonly filters: unknown;
  readonly dataset: {
    readonly id: string;
    readonly title: string;
    readonly simulated: boolean;
    readonly licence: string;
    readonly attribution: string;
    readonly coordinateSystem: string;
    readonly timeZone: string;
    readonly dataVersion: string;
    /** SHA-256 over the hashes of the dataset's files. */
    readonly sha256: string;
  };
  readonly protection: Protection;
  readonly software: string;
  /** ISO 8601 moment, UTC. */
  readonly exportedAt: string;
  /** Names that a format had to change: theirs → ours. */
  readonly fieldNames?: Readonly<Record<string, string>>;
}

/** Provenance as a text for people and programs. */
export function provenanceJson(provenance: ExportProvenance): string {
  return `${JSON.stringify(provenance, null, 2)}\n`;
}

/** Provenance as names and values for a sheet, nested members joined by dots. */
export function provenanceRows(provenance: ExportProvenance): [name: string, value: string][] {
  const rows: [string, string][] = [];
  const visit = (name: string, value: unknown): void => {
    const isPlainObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (name !== "filters" && isPlainObject)
      for (const [key, own] of Object.entries(value)) visit(name === "" ? key : `${name}.${key}`, own);
    else if (value !== undefined) rows.push([name, typeof value === "string" ? value : JSON.stringify(value)]);
  };
  visit("", provenance);
  return rows;
}
