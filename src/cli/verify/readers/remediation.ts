import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetEventSourceMappingCommand, GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Place } from "./context";

export function readFunctions({ ask, client, deployment }: Place) {
  const lambda = client(LambdaClient);
  return Promise.all(
    deployment.all("aws_lambda_function").map(async ({ attributes: deployed }) => ({
      deployed,
      found: await ask("lambda:GetFunctionConfiguration", () =>
        lambda.send(new GetFunctionConfigurationCommand({ FunctionName: deployed.function_name })),
      ),
    })),
  );
}

/** What polls the queues for the functions. */
export function readEventSources({ ask, client, deployment }: Place) {
  const lambda = client(LambdaClient);
  return Promise.all(
    deployment.all("aws_lambda_event_source_mapping").map(async ({ attributes: deployed }) => ({
      deployed,
      found: await ask("lambda:GetEventSourceMapping", () =>
        lambda.send(new GetEventSourceMappingCommand({ UUID: deployed.uuid })),
      ),
    })),
  );
}

export function readTables({ ask, client, deployment }: Place) {
  const dynamo = client(DynamoDBClient);
  return Promise.all(
    deployment.all("aws_dynamodb_table").map(async ({ attributes: deployed }) => {
      const TableName = deployed.name;
      const [table, expiry] = await Promise.all([
        ask("dynamodb:DescribeTable", async () => (await dynamo.send(new DescribeTableCommand({ TableName }))).Table),
        ask(
          "dynamodb:DescribeTimeToLive",
          async () => (await dynamo.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription,
        ),
      ]);
      return { deployed, table, expiry };
    }),
  );
}
