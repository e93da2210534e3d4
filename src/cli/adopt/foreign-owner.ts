import type { Tags } from "./inventory";

/** The owner other than the account itself, as far as name and tags say. */
export function foreignOwnerOf({ name, tags }: { readonly name: string; readonly tags: Tags }): string | undefined {
  if (/^aws-controltower\b/i.test(name) || tags["aws:controltower"] !== undefined) return "Control Tower";
  const stack = tags["aws:cloudformation:stack-name"];
  return stack && `the CloudFormation stack ${stack}`;
}

/** A tag that says that Terraform manages a resource, which then may be in another state. */
export function terraformTag(tags: Tags): string | undefined {
  const found = Object.entries(tags).find(
    ([name, value]) => /terraform/i.test(name) || /terraform|opentofu/i.test(value),
  );
  return found && `${found[0]} = ${found[1]}`;
}
