import {
  ConfigServiceClient,
  paginateGetComplianceDetailsByConfigRule,
  StartConfigRulesEvaluationCommand,
  type ConfigServiceClientConfig,
} from "@aws-sdk/client-config-service";
import type { ClientOf } from "./clients";
import { textOf } from "./failures";

/** Resources that do not comply with a rule of AWS Config, as it evaluated them last. */
export async function nonCompliant(clients: ClientOf, rule: string): Promise<{ id: string; type: string }[]> {
  const found: { id: string; type: string }[] = [];
  const pages = paginateGetComplianceDetailsByConfigRule(
    { client: clients(ConfigServiceClient), pageSize: 100 },
    { ConfigRuleName: rule, ComplianceTypes: ["NON_COMPLIANT"] },
  );
  for await (const { EvaluationResults = [] } of pages) {
    for (const { EvaluationResultIdentifier } of EvaluationResults) {
      const { ResourceId: id, ResourceType: type = "" } = EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
      if (id !== undefined) found.push({ id, type });
    }
  }
  return found;
}

/** A client that does not try again: the SDK takes "too many evaluations" for throttling, and would wait for up to half a minute. */
class AskingOnce extends ConfigServiceClient {
  constructor(configuration: ConfigServiceClientConfig) {
    super({ ...configuration, maxAttempts: 1 });
  }
}

/**
 * Has AWS Config evaluate a rule again, so that it soon shows that the resource complies.
 *
 * @returns Why it does not, which is no failure of the repair.
 */
export async function evaluate(clients: ClientOf, rule: string): Promise<string | undefined> {
  try {
    await clients(AskingOnce).send(new StartConfigRulesEvaluationCommand({ ConfigRuleNames: [rule] }));
    return undefined;
  } catch (error) {
    // It evaluates already, or did within the minute.
    if (/^(LimitExceeded|ResourceInUse)/.test((error as Error).name)) return undefined;
    return `AWS Config does not evaluate the rule again yet (${textOf(error)}).`;
  }
}
