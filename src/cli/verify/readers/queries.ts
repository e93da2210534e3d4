import { AthenaClient, BatchGetNamedQueryCommand, GetWorkGroupCommand } from "@aws-sdk/client-athena";
import { CloudWatchLogsClient, DescribeQueryDefinitionsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { following, oneOf } from "../../aws/answer";
import { collect, pagesOf } from "../../aws/lists";
import type { Place } from "./context";

export function readWorkgroups({ ask, client, deployment }: Place) {
  const athena = client(AthenaClient);
  return Promise.all(
    deployment.all("aws_athena_workgroup").map(async ({ attributes: deployed }) => ({
      deployed,
      found: await ask(
        "athena:GetWorkGroup",
        async () => (await athena.send(new GetWorkGroupCommand({ WorkGroup: deployed.name }))).WorkGroup,
      ),
    })),
  );
}

/** The table of events, if there is one. */
export function readEventTables({ ask, client, deployment }: Place) {
  const glue = client(GlueClient);
  return Promise.all(
    deployment.all("aws_glue_catalog_table").map(async ({ attributes: deployed }) => ({
      deployed,
      found: await ask(
        "glue:GetTable",
        async () =>
          (await glue.send(new GetTableCommand({ DatabaseName: deployed.database_name, Name: deployed.name }))).Table,
      ),
    })),
  );
}

/** Those of Athena, and those of CloudWatch Logs Insights. */
export async function readSavedQueries(place: Place) {
  return [...(await readNamedQueries(place)), ...(await readQueryDefinitions(place))];
}

async function readNamedQueries({ ask, client, deployment }: Place) {
  const deployed = deployment.all("aws_athena_named_query").map(({ attributes }) => attributes);
  if (deployed.length === 0) return [];
  const athena = client(AthenaClient);
  const queries = await ask(
    "athena:BatchGetNamedQuery",
    async () =>
      (await athena.send(new BatchGetNamedQueryCommand({ NamedQueryIds: deployed.map(({ id }) => id) }))).NamedQueries,
  );
  return deployed.map(({ id, name, query }) => ({
    name,
    expected: query,
    found: following(
      oneOf(queries, ({ NamedQueryId }) => NamedQueryId === id),
      ({ QueryString }) => QueryString,
    ),
  }));
}

async function readQueryDefinitions({ ask, client, deployment }: Place) {
  const deployed = deployment.all("aws_cloudwatch_query_definition").map(({ attributes }) => attributes);
  if (deployed.length === 0) return [];
  const logs = client(CloudWatchLogsClient);
  const definitions = await ask("logs:DescribeQueryDefinitions", () =>
    collect(
      pagesOf(async (nextToken) => {
        const page = await logs.send(new DescribeQueryDefinitionsCommand({ nextToken }));
        return { ...page, NextToken: page.nextToken };
      }),
      ({ queryDefinitions }) => queryDefinitions,
    ),
  );
  return deployed.map(({ query_definition_id, name, query_string }) => ({
    name,
    expected: query_string,
    found: following(
      oneOf(definitions, ({ queryDefinitionId }) => queryDefinitionId === query_definition_id),
      ({ queryString }) => queryString,
    ),
  }));
}
