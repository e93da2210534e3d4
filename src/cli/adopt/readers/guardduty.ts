import {
  DescribePublishingDestinationCommand,
  GetAdministratorAccountCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListPublishingDestinationsCommand,
} from "@aws-sdk/client-guardduty";
import type { Detector } from "../inventory";
import type { ReaderContext } from "./context";

/** The detector of the region, if there is one: AWS allows no second. */
export async function readDetector({ call, client }: ReaderContext): Promise<Detector | undefined> {
  const guardDuty = client(GuardDutyClient);
  const listed = await call("guardduty:ListDetectors", () => guardDuty.send(new ListDetectorsCommand({})));
  const DetectorId = listed?.DetectorIds?.[0];
  if (!DetectorId) return undefined;
  const [detector, administrator, destinations] = await Promise.all([
    call("guardduty:GetDetector", () => guardDuty.send(new GetDetectorCommand({ DetectorId }))),
    call("guardduty:GetAdministratorAccount", () => guardDuty.send(new GetAdministratorAccountCommand({ DetectorId }))),
    call("guardduty:ListPublishingDestinations", () =>
      guardDuty.send(new ListPublishingDestinationsCommand({ DetectorId })),
    ),
  ]);
  const DestinationId = destinations?.Destinations?.[0]?.DestinationId;
  const destination = DestinationId
    ? await call("guardduty:DescribePublishingDestination", () =>
        guardDuty.send(new DescribePublishingDestinationCommand({ DetectorId, DestinationId })),
      )
    : undefined;
  const { DestinationArn, KmsKeyArn } = destination?.DestinationProperties ?? {};
  return {
    id: DetectorId,
    isEnabled: detector?.Status === "ENABLED",
    frequency: detector?.FindingPublishingFrequency,
    features: (detector?.Features ?? []).map(({ Name, Status, AdditionalConfiguration = [] }) => ({
      name: Name ?? "",
      isEnabled: Status === "ENABLED",
      agents: AdditionalConfiguration.flatMap((agent) => (agent.Status === "ENABLED" ? [agent.Name ?? ""] : [])),
    })),
    administrator: administrator?.Administrator?.AccountId,
    destination:
      DestinationId && DestinationArn ? { id: DestinationId, arn: DestinationArn, keyArn: KmsKeyArn } : undefined,
    tags: detector?.Tags ?? {},
  };
}
