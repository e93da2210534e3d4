import type { StackSettings } from "./stack-settings";
import { globalEventsRegion } from "./terraform/aws/partitions";

/**
 * The region whose events of global services the stack forwards to its own. Undefined if they are in its own region, if its region is
 * unknown, or if nothing is to be reported instantly.
 */
export function forwardedRegion(settings: StackSettings): string | undefined {
  const { region } = settings.provider;
  if (!isWanted(settings) || region === undefined) return undefined;
  const forwarded = globalEventsRegion(region);
  return forwarded === region ? undefined : forwarded;
}

/** A warning if the stack cannot know where to forward events to. */
export function warningsOfRegion(settings: StackSettings): string[] {
  if (!isWanted(settings) || settings.provider.region !== undefined) return [];
  return [
    "provider.region is not set, so events of IAM, sign-ins of the root user, Organizations, Route 53 and CloudFront are not forwarded: unless the region is us-east-1 (us-gov-west-1, cn-north-1), only the alarms report them. Set provider.region, or forwardGlobalEvents: false.",
  ];
}

/** The same, and otherwise a warning if nothing says the region: one of them, because both ask for the same setting. */
export function warningsOfUnsetRegion(settings: StackSettings, env: NodeJS.ProcessEnv = process.env): string[] {
  const warnings = warningsOfRegion(settings);
  const regions = [settings.provider.region, env["AWS_REGION"], env["AWS_DEFAULT_REGION"]];
  if (warnings.length > 0 || regions.some(Boolean)) return warnings;
  return ["No region is set: set provider.region, or AWS_REGION when you deploy."];
}

function isWanted({ forwardGlobalEvents, alerts, detections }: StackSettings): boolean {
  return forwardGlobalEvents && alerts.instant && detections.enabled;
}
