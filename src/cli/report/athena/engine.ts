import {
  AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as wait } from "node:timers/promises";
import { inLine } from "../../../terraform/text/visible";
import type { ClientOf } from "../../aws/connection";
import { Stop } from "../../stop";
import type { Table } from "./table";

/** A row of a result, by the names of its columns. */
export type Row = Readonly<Record<string, string | null>>;

/** What runs the queries, and knows how much there is to read. */
export interface Engine {
  /** Bytes of the log files of a region that were delivered on a day, `2026/11/30`. */
  bytesOf(region: string, day: string): Promise<number>;
  /**
   * @param onScanned Called with the bytes that the query has scanned so far.
   * @throws {@link Stop} If the query fails, or once it is stopped because the signal says so.
   */
  rowsOf(sql: string, onScanned: (bytes: number) => void, signal: AbortSignal): Promise<readonly Row[]>;
}

/** Between two questions whether a query is done, in milliseconds. */
const interval = 1000;

/** Amazon Athena, in the workgroup of a deployment. */
export class Athena implements Engine {
  /** @param pause For tests. */
  constructor(
    private readonly client: ClientOf,
    private readonly table: Table,
    private readonly pause: (milliseconds: number) => Promise<unknown> = wait,
  ) {}

  async bytesOf(region: string, day: string): Promise<number> {
    let bytes = 0;
    for (const { bucket, prefix } of this.table.foldersOf(region, day)) {
      const pages = paginateListObjectsV2({ client: this.client(S3Client) }, { Bucket: bucket, Prefix: prefix });
      for await (const { Contents = [] } of pages) for (const { Size = 0 } of Contents) bytes += Size;
    }
    return bytes;
  }

  async rowsOf(sql: string, onScanned: (bytes: number) => void, signal: AbortSignal): Promise<readonly Row[]> {
    const athena = this.client(AthenaClient);
    const { QueryExecutionId } = await athena.send(
      new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: this.table.workgroup }),
    );
    for (;;) {
      const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      const { Status, Statistics } = QueryExecution!;
      onScanned(Statistics?.DataScannedInBytes ?? 0);
      if (Status?.State === "SUCCEEDED") break;
      if (Status?.State === "FAILED" || Status?.State === "CANCELLED")
        throw new Stop(`Athena ended the query: ${inLine(Status.StateChangeReason ?? Status.State)}`);
      if (signal.aborted) {
        await athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
        throw new Stop("The query is stopped. AWS bills what it has scanned.");
      }
      await this.pause(interval);
    }
    return this.results(QueryExecutionId!);
  }

  private async results(QueryExecutionId: string): Promise<Row[]> {
    const rows: Row[] = [];
    let names: readonly string[] | undefined;
    const pages = paginateGetQueryResults({ client: this.client(AthenaClient) }, { QueryExecutionId });
    for await (const { ResultSet } of pages)
      for (const { Data = [] } of ResultSet?.Rows ?? []) {
        const values = Data.map(({ VarCharValue = null }) => VarCharValue);
        // The first row has the names.
        if (names === undefined) names = values.map(String);
        else rows.push(Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])));
      }
    return rows;
  }
}
