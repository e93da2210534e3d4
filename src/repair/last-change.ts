import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { z } from "zod";
import { inOneLine } from "../remediation";
import type { ClientOf } from "./clients";
import { isDenial, textOf } from "./failures";

const trailEvent = z.object({
  eventName: z.string(),
  eventTime: z.string(),
  userIdentity: z.object({ arn: z.string().optional(), invokedBy: z.string().optional() }).optional(),
});

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
        return inWords(JSON.parse(change.CloudTrailEvent ?? "null")) ?? "Not known: CloudTrail's answer says nobody.";
    }
    return "Not known: CloudTrail shows no change of it within 90 days, or not yet.";
  } catch (error) {
    return isDenial(error)
      ? "Not known: cloudtrail:LookupEvents is not allowed."
      : `Not known: CloudTrail cannot be asked (${inOneLine(textOf(error), 200)}).`;
  }
}

/** Whose call a CloudTrail event is; undefined if it is no such event. */
export function inWords(event: unknown): string | undefined {
  const parsed = trailEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { eventName, eventTime, userIdentity } = parsed.data;
  const who = userIdentity?.arn ?? userIdentity?.invokedBy;
  return who === undefined ? undefined : inOneLine(`${who}, by ${eventName} at ${eventTime}`, 500);
}
