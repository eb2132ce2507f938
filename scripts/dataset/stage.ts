import {
  BLOB,
  BOOLEAN,
  blobValue,
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { Dictionary, type StagedValue } from "../../src/data/import/encode.ts";
import type { FieldType } from "../../src/domain/fields.ts";
import { type TableName, tableNames, tableSpec } from "../../src/domain/tables.ts";

const chunkRows = 2048;

const stagedTypes: Readonly<Record<FieldType, DuckDBType>> = {
  text: VARCHAR,
  code: INTEGER,
  number: DOUBLE,
  integer: INTEGER,
  boolean: BOOLEAN,
  date: INTEGER,
  timestamp: DOUBLE,
  geometry: BLOB,
};

/** Columns that staging adds: the month a row is filed under, and its tile on the Hilbert curve. */
const extraColumns: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  cases: ["_month", "_tile"],
  case_events: ["_month"],
};

interface StagedTable {
  readonly columns: readonly { readonly name: string; readonly type: DuckDBType }[];
  readonly dictionaries: Map<string, Dictionary>;
  /** Fields of which some row has a value. */
  readonly filled: Set<string>;
  readonly appender: DuckDBAppender;
}

const databaseValue = (value: StagedValue): DuckDBValue => (value instanceof Uint8Array ? blobValue(value) : value);

/** A text as an SQL literal. */
export const sqlText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The database on disk in which rows wait until they can be sorted and written. */
export class Stage {
  readonly connection: DuckDBConnection;
  private readonly instance: DuckDBInstance;
  private readonly tables = new Map<TableName, StagedTable>();

  private readonly quarantined: DuckDBAppender;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, quarantined: DuckDBAppender) {
    this.instance = instance;
    this.connection = connection;
    this.quarantined = quarantined;
  }

  static async open(folder: string): Promise<Stage> {
    const instance = await DuckDBInstance.create(`${folder}/stage.duckdb`, {
      memory_limit: "2GB",
      temp_directory: `${folder}/spill`,
    });
    const connection = await instance.connect();
    await connection.run('CREATE TABLE quarantine ("table" VARCHAR, "reason" VARCHAR, "row" VARCHAR)');
    return new Stage(instance, connection, await connection.createAppender("quarantine"));
  }

  has(table: TableName): boolean {
    return this.tables.has(table);
  }

  /** The tables that have been staged. */
  names(): readonly TableName[] {
    return tableNames.filter((name) => this.tables.has(name));
  }

  dictionaries(table: TableName): Map<string, Dictionary> {
    return this.known(table).dictionaries;
  }

  isFilled(table: TableName, field: string): boolean {
    return this.known(table).filled.has(field);
  }

  private known(table: TableName): StagedTable {
    const staged = this.tables.get(table);
    if (!staged) throw new Error(`The table ${table} has no rows.`);
    return staged;
  }

  /** Makes room for a table, once. */
  async prepare(table: TableName): Promise<void> {
    if (this.tables.has(table)) return;
    const fields = Object.entries(tableSpec(table).fields);
    const columns = [
      ...fields.map(([name, field]) => ({ name, type: stagedTypes[field.type] })),
      ...(extraColumns[table] ?? []).map((name) => ({ name, type: INTEGER })),
    ];
    const definition = columns.map(({ name, type }) => `"${name}" ${type}`).join(", ");
    await this.connection.run(`CREATE TABLE ${table} (${definition})`);
    const coded = fields.filter(([, field]) => field.type === "code").map(([name]) => name);
    this.tables.set(table, {
      columns,
      dictionaries: new Map(coded.map((name) => [name, new Dictionary()])),
      filled: new Set(fields.filter(([, field]) => field.required).map(([name]) => name)),
      appender: await this.connection.createAppender(table),
    });
  }

  /** Appends rows given as columns; a column not given is unknown in all of them. */
  append(table: TableName, columns: ReadonlyMap<string, readonly StagedValue[]>, rows: number): void {
    const staged = this.known(table);
    const { appender } = staged;
    for (const [name, values] of columns) {
      if (!staged.filled.has(name) && values.some((value) => value !== null)) staged.filled.add(name);
    }
    const chunk = DuckDBDataChunk.create(staged.columns.map(({ type }) => type));
    const nothing = new Array<DuckDBValue>(chunkRows).fill(null);
    for (let from = 0; from < rows; from += chunkRows) {
      const size = Math.min(chunkRows, rows - from);
      chunk.rowCount = size;
      staged.columns.forEach(({ name }, index) => {
        const values = columns.get(name);
        chunk.setColumnValues(
          index,
          values ? values.slice(from, from + size).map(databaseValue) : nothing.slice(0, size),
        );
      });
      appender.appendDataChunk(chunk);
    }
  }

  /** Keeps a row that cannot be used, as JSON. */
  putAside(table: TableName, reason: string, row: Readonly<Record<string, unknown>>): void {
    this.quarantined.appendVarchar(table);
    this.quarantined.appendVarchar(reason);
    this.quarantined.appendVarchar(
      JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? String(value) : value)),
    );
    this.quarantined.endRow();
  }

  /** Ends appending: everything is visible to SQL from here on, and coded fields have a list of their values. */
  async seal(): Promise<void> {
    this.quarantined.closeSync();
    for (const [table, { appender, dictionaries }] of this.tables) {
      appender.closeSync();
      for (const [field, { values }] of dictionaries) {
        const list = values.length ? `[${values.map(sqlText).join(",")}]` : "[]::VARCHAR[]";
        await this.connection.run(`SET VARIABLE ${dictionaryName(table, field)} = ${list}`);
      }
    }
  }

  /** Rows of a query as objects. */
  async rows(sql: string): Promise<Record<string, DuckDBValue>[]> {
    return (await this.connection.runAndReadAll(sql)).getRowObjects();
  }

  /** One number from a query. */
  async count(sql: string): Promise<number> {
    const [row] = await this.rows(sql);
    return Number(row ? Object.values(row)[0] : 0);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

const dictionaryName = (table: TableName, field: string): string => `dictionary_${table}_${field}`;

/** SQL of a staged field in its final type. */
export function finalExpression(table: TableName, field: string): string {
  const type = tableSpec(table).fields[field]?.type;
  if (type === "code") return `getvariable('${dictionaryName(table, field)}')["${field}" + 1]`;
  if (type === "timestamp") return `make_timestamp(("${field}" * 1000000)::BIGINT)`;
  if (type === "date") return `(DATE '1970-01-01' + "${field}")`;
  return `"${field}"`;
}

/** The select list of fields in their final types. */
export function finalList(table: TableName, fields: readonly string[]): string {
  return fields.map((field) => `${finalExpression(table, field)} AS "${field}"`).join(", ");
}
