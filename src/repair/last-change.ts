import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { callInWords, inOneLine } from "../remediation";
import type { ClientOf } from "./clients";
import { isDenial, textOf } from "./failures";

/** Who changed a resource last, in words. CloudTrail shows a call after some minutes, so a newer one may be missing. */
export async function lastChange(clients: ClientOf, names: readonly string[]): Promise<string> {
  try {
    for (const name of names) {
      const { Events = [] } = await clients(CloudTrailClient).send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: name }],
          MaxResults: 50,
        }),
      );
      // The newest is the first.
      const change = Events.find(({ ReadOnly }) => ReadOnly !== "true");
      if (change)
        return (
          callInWords(JSON.parse(change.CloudTrailEvent ?? "null")) ?? "Not known: CloudTrail's answer says nobody."
        );
    }
    return "Not known: CloudTrail shows no change of it within 90 days, or not yet.";
  } catch (error) {
    return isDenial(error)
      ? "Not known: cloudtrail:LookupEvents is not allowed."
      : `Not known: CloudTrail cannot be asked (${inOneLine(textOf(error), 200)}).`;
  }
}
