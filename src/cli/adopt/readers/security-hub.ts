import {
  DescribeHubCommand,
  GetAdministratorAccountCommand,
  GetFindingAggregatorCommand,
  ListFindingAggregatorsCommand,
  paginateGetEnabledStandards,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { collect } from "../../aws/lists";
import type { Hub } from "../inventory";
import type { ReaderContext } from "./context";

/** The hub of the region, if Security Hub CSPM is enabled in it. */
export async function readHub({ call, client }: ReaderContext): Promise<Hub | undefined> {
  const aws = client(SecurityHubClient);
  const hub = await call("securityhub:DescribeHub", () => aws.send(new DescribeHubCommand({})));
  if (!hub) return undefined;
  const [standards, administrator, aggregators] = await Promise.all([
    call("securityhub:GetEnabledStandards", () =>
      collect(paginateGetEnabledStandards({ client: aws }, {}), (page) => page.StandardsSubscriptions),
    ),
    call("securityhub:GetAdministratorAccount", () => aws.send(new GetAdministratorAccountCommand({}))),
    call("securityhub:ListFindingAggregators", () => aws.send(new ListFindingAggregatorsCommand({}))),
  ]);
  const [found] = aggregators?.FindingAggregators ?? [];
  const aggregator =
    found &&
    (await call("securityhub:GetFindingAggregator", () =>
      aws.send(new GetFindingAggregatorCommand({ FindingAggregatorArn: found.FindingAggregatorArn })),
    ));
  return {
    arn: hub.HubArn!,
    enablesNewControls: hub.AutoEnableControls ?? true,
    reportsEachStandard: hub.ControlFindingGenerator === "STANDARD_CONTROL",
    administrator: administrator?.Administrator?.AccountId,
    standards: (standards ?? []).map(({ StandardsArn, StandardsSubscriptionArn }) => ({
      arn: StandardsArn!,
      subscriptionArn: StandardsSubscriptionArn!,
    })),
    aggregator: aggregator && {
      arn: aggregator.FindingAggregatorArn!,
      homeRegion: aggregator.FindingAggregationRegion!,
      linkingMode: aggregator.RegionLinkingMode!,
      regions: aggregator.Regions ?? [],
    },
  };
}
