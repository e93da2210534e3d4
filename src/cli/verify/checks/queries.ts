import type { WorkGroup } from "@aws-sdk/client-athena";
import type { Table } from "@aws-sdk/client-glue";
import type { Deployed } from "../../deployment/deployment";
import { apply, broken, gone, judged, ok, type Check } from "../judgement";

export const queryChecks: readonly Check[] = [
  {
    id: "athena-workgroup",
    about: "The workgroup of Athena is enabled, with place, key and limit of the state for every query",
    judge: ({ workgroups }) =>
      workgroups.flatMap(({ deployed, found }) =>
        judged(
          `workgroup ${deployed.name}`,
          found,
          (workgroup) => sameAsState(differencesOfWorkgroup(deployed, workgroup), "is enabled, as the state says"),
          gone,
        ),
      ),
  },
  {
    id: "athena-table",
    about: "The table of events is over the files of the trail, with columns and partitions of the state",
    judge: ({ eventTables }) =>
      eventTables.flatMap(({ deployed, found }) =>
        judged(
          `table ${deployed.database_name}.${deployed.name}`,
          found,
          (table) => sameAsState(differencesOfTable(deployed, table), "is as the state says"),
          gone,
        ),
      ),
  },
  {
    id: "saved-query",
    about: "Each saved query is that of the state",
    judge: ({ savedQueries }) =>
      savedQueries.flatMap(({ name, expected, found }) =>
        judged(
          `query ${name}`,
          found,
          (query) => (query === expected ? ok("is saved") : broken("is another one", apply)),
          gone,
        ),
      ),
  },
];

function sameAsState(differences: Readonly<Record<string, boolean>>, otherwise: string) {
  const other = Object.entries(differences).flatMap(([what, isOther]) => (isOther ? [what] : []));
  return other.length === 0 ? ok(otherwise) : broken(`differs from the state: ${other.join(", ")}`, apply);
}

function differencesOfWorkgroup(
  deployed: Deployed<"aws_athena_workgroup">["attributes"],
  { State, Configuration }: WorkGroup,
): Readonly<Record<string, boolean>> {
  const [wanted] = deployed.configuration;
  const [results] = wanted?.result_configuration ?? [];
  const found = Configuration?.ResultConfiguration;
  return {
    state: State !== deployed.state,
    enforcement: Configuration?.EnforceWorkGroupConfiguration !== true,
    limit: Configuration?.BytesScannedCutoffPerQuery !== wanted?.bytes_scanned_cutoff_per_query,
    place: found?.OutputLocation !== results?.output_location,
    key: found?.EncryptionConfiguration?.KmsKey !== results?.encryption_configuration[0]?.kms_key_arn,
  };
}

function differencesOfTable(
  deployed: Deployed<"aws_glue_catalog_table">["attributes"],
  { TableType, StorageDescriptor, PartitionKeys = [], Parameters = {} }: Table,
): Readonly<Record<string, boolean>> {
  const [wanted] = deployed.storage_descriptor;
  const columns = (StorageDescriptor?.Columns ?? []).map(({ Name, Type }) => `${Name} ${Type}`);
  return {
    type: TableType !== "EXTERNAL_TABLE",
    location: StorageDescriptor?.Location !== wanted?.location,
    columns: columns.join() !== wanted?.columns.map(({ name, type }) => `${name} ${type}`).join(),
    format:
      StorageDescriptor?.InputFormat !== wanted?.input_format ||
      StorageDescriptor?.SerdeInfo?.SerializationLibrary !== wanted?.ser_de_info[0]?.serialization_library,
    partitions:
      PartitionKeys.map(({ Name }) => Name).join() !== deployed.partition_keys.map(({ name }) => name).join() ||
      // Others may add some.
      Object.entries(deployed.parameters).some(([name, value]) => Parameters[name] !== value),
  };
}
