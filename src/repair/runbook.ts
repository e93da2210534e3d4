import {
  ConfigServiceClient,
  GetResourceConfigHistoryCommand,
  type ResourceType,
} from "@aws-sdk/client-config-service";
import { SSMClient, StartAutomationExecutionCommand } from "@aws-sdk/client-ssm";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { FunctionSettings, Logic } from "../remediation";
import type { ClientOf } from "./clients";
import { nonCompliant } from "./evaluation";
import { isDenial } from "./failures";
import type { Place, Remedy } from "./remedy";

interface Compliance {
  readonly isCompliant: boolean;
}

interface Execution {
  readonly document: string;
}

/** A runbook of AWS, which repairs what a rule of AWS Config says of a resource of any type. */
export function runbookRemedy(
  settings: FunctionSettings,
  clients: ClientOf,
  { account }: Place,
): Remedy<Compliance, Execution> {
  const { runbook, rule } = settings;
  if (!runbook || rule === undefined) throw new Error(`${settings.name} has no runbook and no rule`);
  const logic: Logic<Compliance, Execution> = {
    schema: z.strictObject({ isCompliant: z.boolean() }),
    assess: ({ isCompliant }) => ({
      causes: [],
      changes: isCompliant ? [] : [{ document: runbook.document }],
      proposed: [],
    }),
    after: () => ({ isCompliant: true }),
    back: () => [],
    describe: ({ document }) => `run the runbook ${document} of AWS on it`,
    lines: ({ isCompliant }) => [isCompliant ? "complies with its rule" : "does not comply with its rule"],
  };
  return {
    logic,
    isStartedOnly: true,
    async read(resource) {
      const found = (await nonCompliant(clients, rule)).find(({ id }) => id === resource);
      if (!found) return undefined;
      const tags = await recordedTags(clients, found);
      // A rule evaluates resources of its own account only.
      return { id: resource, names: [resource], owner: account, ...(tags && { tags }), state: { isCompliant: false } };
    },
    async apply(resource, { document }) {
      const filled = Object.entries(runbook.parameters).map(([name, values]) => [
        name,
        values.map((value) => value.replaceAll("{resource}", () => resource)),
      ]);
      await clients(SSMClient).send(
        new StartAutomationExecutionCommand({
          DocumentName: document,
          // A call that is tried again, because its answer was lost, starts nothing twice.
          ClientToken: randomUUID(),
          Parameters: { ...Object.fromEntries(filled), AutomationAssumeRole: [runbook.roleArn] },
        }),
      );
    },
  };
}

/** The tags that AWS Config has recorded; undefined if it has none of the resource, or may not say. */
async function recordedTags(
  clients: ClientOf,
  { id, type }: { id: string; type: string },
): Promise<Record<string, string> | undefined> {
  try {
    const { configurationItems } = await clients(ConfigServiceClient).send(
      new GetResourceConfigHistoryCommand({ resourceType: type as ResourceType, resourceId: id, limit: 1 }),
    );
    const [item] = configurationItems ?? [];
    return item && (item.tags ?? {});
  } catch (error) {
    if (isDenial(error) || /^ResourceNotDiscovered/.test((error as Error).name)) return undefined;
    throw error;
  }
}
