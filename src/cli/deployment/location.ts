import { parseArn } from "../arn";
import type { ResourceType } from "./attributes";

/** Where resources are. */
export interface Location {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Whose ARN says nothing about where they are: the management account owns them, or the ARN is that of something else. */
const ofOthers: readonly string[] = [
  "aws_cloudformation_stack_set",
  "aws_cloudwatch_event_target",
  "aws_config_organization_managed_rule",
] satisfies ResourceType[];

/** Where the first resource is whose ARN has account and region. */
export function locationOf(
  resources: readonly { readonly type: string; readonly attributes: object }[],
): Location | undefined {
  const arn = resources
    .filter(
      ({ type, attributes }) =>
        !ofOthers.includes(type) && !("is_organization_trail" in attributes && attributes.is_organization_trail),
    )
    .map(({ attributes }) => ("arn" in attributes ? String(attributes.arn) : ""))
    .find((text) => /^arn:[^:]+:[^:]+:[^:]+:\d{12}:/.test(text));
  return arn === undefined ? undefined : { partition: arn.split(":")[1]!, ...parseArn(arn) };
}
