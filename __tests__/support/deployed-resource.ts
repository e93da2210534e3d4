import type { Deployed, ResourceType } from "../../src/cli/deployment/deployment";

/** The account that everything is deployed in. */
export const account = "111122223333";

export function arn(service: string, resource: string, region = "eu-west-1"): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

/** A resource of a state, with the attributes that commands need. */
export function deployed<T extends ResourceType>(
  type: T,
  attributes: Deployed<T>["attributes"],
  capability = "any",
  key?: string,
): Deployed<ResourceType> {
  return { type, capability, key, attributes } as unknown as Deployed<ResourceType>;
}
