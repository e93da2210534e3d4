import { AccessAnalyzerClient, paginateListAnalyzers } from "@aws-sdk/client-accessanalyzer";
import {
  DescribePublishingDestinationCommand,
  GetDetectorCommand,
  GuardDutyClient,
  paginateListDetectors,
} from "@aws-sdk/client-guardduty";
import { DescribeHubCommand, paginateGetEnabledStandards, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { isAnswered, oneOf } from "../../aws/answer";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

export async function readDetectors({ ask, client, deployment, where }: Place) {
  const guardDuty = client(GuardDutyClient);
  const deployed = deployment.all("aws_guardduty_detector");
  if (deployed.length === 0) return [];
  const ids = await ask("guardduty:ListDetectors", () =>
    collect(paginateListDetectors({ client: guardDuty }, {}), ({ DetectorIds }) => DetectorIds),
  );
  return Promise.all(
    deployed.map(async ({ attributes: { id } }) => {
      const known = oneOf(ids, (one) => one === id);
      const isThere = isAnswered(known);
      return {
        id,
        where,
        detector: isThere
          ? await ask("guardduty:GetDetector", () => guardDuty.send(new GetDetectorCommand({ DetectorId: id })))
          : known,
        exports: await Promise.all(
          deployment
            .all("aws_guardduty_publishing_destination")
            .filter(({ attributes }) => isThere && attributes.detector_id === id)
            .map(({ attributes }) =>
              ask("guardduty:DescribePublishingDestination", () =>
                guardDuty.send(
                  new DescribePublishingDestinationCommand({
                    DetectorId: id,
                    // The id in the state has that of the detector before it.
                    DestinationId: attributes.id.split(":").at(-1),
                  }),
                ),
              ),
            ),
        ),
      };
    }),
  );
}

export async function readHubs({ ask, client, deployment, where }: Place) {
  const securityHub = client(SecurityHubClient);
  return Promise.all(
    deployment.all("aws_securityhub_account").map(async () => {
      const hub = await ask("securityhub:DescribeHub", () => securityHub.send(new DescribeHubCommand({})));
      const enabled = isAnswered(hub)
        ? await ask("securityhub:GetEnabledStandards", () =>
            collect(paginateGetEnabledStandards({ client: securityHub }, {}), (page) => page.StandardsSubscriptions),
          )
        : undefined;
      const standards = isAnswered(hub) ? deployment.all("aws_securityhub_standards_subscription") : [];
      return {
        hub,
        where,
        standards: standards.map(({ attributes: { standards_arn: arn } }) => ({
          arn,
          subscription: oneOf(enabled, ({ StandardsArn }) => StandardsArn === arn),
        })),
      };
    }),
  );
}

export async function readAnalyzers({ ask, client, deployment, where }: Place) {
  const deployed = deployment.all("aws_accessanalyzer_analyzer");
  if (deployed.length === 0) return [];
  const accessAnalyzer = client(AccessAnalyzerClient);
  const found = await ask("access-analyzer:ListAnalyzers", () =>
    collect(paginateListAnalyzers({ client: accessAnalyzer }, {}), ({ analyzers }) => analyzers),
  );
  return deployed.map(({ attributes: { analyzer_name, arn } }) => ({
    name: analyzer_name,
    where,
    analyzer: oneOf(found, (analyzer) => analyzer.arn === arn),
  }));
}
