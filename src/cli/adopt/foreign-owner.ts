import type { Tags } from "./inventory";

/** Who else looks after a thing, as far as its name and its tags tell. */
export function foreignOwnerOf({ name, tags }: { readonly name: string; readonly tags: Tags }): string | undefined {
  if (/^aws-controltower\b/i.test(name) || tags["aws:controltower"] !== undefined) return "Control Tower";
  const stack = tags["aws:cloudformation:stack-name"];
  return stack && `the CloudFormation stack ${stack}`;
}

/** A tag by which people say that Terraform made a thing, which then may be in another state. */
export function terraformTag(tags: Tags): string | undefined {
  const found = Object.entries(tags).find(
    ([name, value]) => /terraform/i.test(name) || /terraform|opentofu/i.test(value),
  );
  return found && `${found[0]} = ${found[1]}`;
}
