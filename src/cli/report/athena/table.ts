import { inLine } from "../../../terraform/text/visible";
import type { Deployment } from "../../deployment/deployment";
import { Stop } from "../../stop";

/** The table of events of a deployment, as its state says. */
export class Table {
  readonly workgroup: string;
  /** The most bytes that Athena lets a query of the workgroup scan. */
  readonly limit: number;
  readonly database: string;
  readonly name: string;
  readonly regions: readonly string[];
  /** Days before today that the table knows. */
  readonly historyDays: number;
  private readonly templates: readonly string[];

  /** @throws {@link Stop} If there is none. */
  constructor(deployment: Deployment) {
    const [workgroup] = deployment.all("aws_athena_workgroup");
    const [table] = deployment.all("aws_glue_catalog_table");
    if (!workgroup || !table)
      throw new Stop(
        `${inLine(deployment.name)} has no table of events: set athena.enabled, and run terraform apply first.`,
      );
    const { parameters, database_name, name: tableName } = table.attributes;
    this.workgroup = workgroup.attributes.name;
    this.limit = workgroup.attributes.configuration[0]!.bytes_scanned_cutoff_per_query;
    this.database = database_name;
    this.name = tableName;
    this.regions = parameters["projection.region.values"]!.split(",");
    this.historyDays = Number(/^NOW-(\d+)DAYS,/.exec(parameters["projection.dt.range"]!)![1]);
    this.templates = parameters["projection.account.values"]!.split(",").map((account) =>
      parameters["storage.location.template"]!.replace("${account}", account),
    );
  }

  /** Where the log files of a day are, in which nothing else is: a folder for each account. */
  foldersOf(region: string, day: string): readonly { readonly bucket: string; readonly prefix: string }[] {
    return this.templates.map((template) => {
      const location = template.replace("${region}", region).replace("${dt}", day);
      const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location)!;
      return { bucket: bucket!, prefix: `${prefix!}/` };
    });
  }
}
