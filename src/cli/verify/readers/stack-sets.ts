import {
  CloudFormationClient,
  DescribeStackSetCommand,
  ListStackSetOperationsCommand,
  paginateListStackInstances,
} from "@aws-sdk/client-cloudformation";
import { following } from "../../aws/answer";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

/** The StackSets for the accounts of an organization, their last operation, and each of their stacks: 100 in a call. */
export function readStackSets({ ask, client, deployment }: Place) {
  const cloudFormation = client(CloudFormationClient);
  return Promise.all(
    deployment.all("aws_cloudformation_stack_set").map(async ({ attributes: { name } }) => {
      // They belong to the management account.
      const one = { StackSetName: name, CallAs: "DELEGATED_ADMIN" } as const;
      const [stackSet, operations, stacks] = await Promise.all([
        ask("cloudformation:DescribeStackSet", async () => {
          const { StackSet } = await cloudFormation.send(new DescribeStackSetCommand(one));
          return StackSet;
        }),
        ask("cloudformation:ListStackSetOperations", async () => {
          // The last ones come first, which AWS does not document.
          const { Summaries } = await cloudFormation.send(
            new ListStackSetOperationsCommand({ ...one, MaxResults: 100 }),
          );
          return Summaries ?? [];
        }),
        ask("cloudformation:ListStackInstances", () =>
          collect(
            paginateListStackInstances({ client: cloudFormation, pageSize: 100 }, one),
            ({ Summaries }) => Summaries,
          ),
        ),
      ]);
      const startOf = ({ CreationTimestamp }: { CreationTimestamp?: Date }) => CreationTimestamp?.getTime() ?? 0;
      return {
        name,
        stackSet,
        lastOperation: following(operations, (all) => [...all].sort((one, two) => startOf(two) - startOf(one))[0]),
        stacks,
      };
    }),
  );
}
