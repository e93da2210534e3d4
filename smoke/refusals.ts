import { CloudTrailClient, DescribeTrailsCommand, paginateListTrails } from "@aws-sdk/client-cloudtrail";
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import { DescribeOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { AccountError } from "../src/cli/aws/failures";
import { collect } from "../src/cli/aws/lists";
import { inLine } from "../src/terraform/text/visible";
import { anyRun, contentsOf, listed, remainderText } from "./contents";
import type { Place } from "./place";

export function problemsOfOption(account: string | undefined): string[] {
  if (account === undefined) return ["--account is missing: pass the 12 digits of the sandbox account."];
  return /^\d{12}$/.test(account)
    ? []
    : [`--account ${inLine(account)} is not an account: pass the 12 digits of the sandbox account.`];
}

/** Everything that speaks against deploying into this account, a sentence each. */
export async function problemsOfAccount(wanted: string | undefined, place: Place): Promise<string[]> {
  const { account } = place;
  const isOther = wanted !== undefined && /^\d{12}$/.test(wanted) && wanted !== account;
  if (isOther)
    return [`The credentials are those of account ${account}, not of ${wanted}: pass --profile, or set AWS_PROFILE.`];
  const found = await Promise.all(
    [organization, trails, recorders, leftovers].map((look) =>
      look(place).catch((error: Error) => {
        if (error instanceof AccountError) return [error.message];
        throw error;
      }),
    ),
  );
  return found.flat();
}

/** What is done in a management account concerns all the others. */
async function organization({ account, region, clientIn }: Place): Promise<string[]> {
  const client = clientIn(region)(OrganizationsClient);
  const { Organization } = await listed("organizations:DescribeOrganization", () =>
    client.send(new DescribeOrganizationCommand({})).catch((error: Error) => {
      if (error.name === "AWSOrganizationsNotInUseException") return { Organization: undefined };
      throw error;
    }),
  );
  return Organization?.MasterAccountId === account
    ? [`Account ${account} is the management account of an organization: use a member account that is a sandbox.`]
    : [];
}

async function trails({ region, clientIn }: Place): Promise<string[]> {
  const client = clientIn(region)(CloudTrailClient);
  const [{ trailList = [] }, own] = await Promise.all([
    listed("cloudtrail:DescribeTrails", () => client.send(new DescribeTrailsCommand({ includeShadowTrails: true }))),
    // Those of a single other region are no shadow here.
    listed("cloudtrail:ListTrails", () => collect(paginateListTrails({ client }, {}), ({ Trails }) => Trails)),
  ]);
  const found = [...trailList, ...own.map((trail) => ({ ...trail, IsOrganizationTrail: undefined }))];
  const byArn = new Map(found.reverse().map((trail) => [trail.TrailARN, trail]));
  const names = [...byArn.values()].map(
    ({ Name = "", HomeRegion = "", IsOrganizationTrail }) =>
      `${inLine(Name)} of ${IsOrganizationTrail ? "the organization, " : ""}${HomeRegion}`,
  );
  return names.length === 0
    ? []
    : [
        `The account has a trail, and a second one would cost money and count events twice: ${names.join("; ")}. Use an account without one.`,
      ];
}

async function recorders({ region, clientIn }: Place): Promise<string[]> {
  const client = clientIn(region)(ConfigServiceClient);
  const [{ ConfigurationRecorders = [] }, { DeliveryChannels = [] }] = await Promise.all([
    listed("config:DescribeConfigurationRecorders", () => client.send(new DescribeConfigurationRecordersCommand({}))),
    listed("config:DescribeDeliveryChannels", () => client.send(new DescribeDeliveryChannelsCommand({}))),
  ]);
  const names = [
    ...ConfigurationRecorders.map(({ name = "" }) => `recorder ${inLine(name)}`),
    ...DeliveryChannels.map(({ name = "" }) => `delivery channel ${inLine(name)}`),
  ];
  return names.length === 0
    ? []
    : [
        `AWS Config is set up in ${region}, where a region has one recorder: ${names.join(", ")}. Pass --region with another region, or use another account.`,
      ];
}

async function leftovers(place: Place): Promise<string[]> {
  const names = await contentsOf(place, anyRun);
  return names.length === 0
    ? []
    : [`An earlier smoke run has left resources: ${names.map(remainderText).join(", ")}. ${cleaning(place)}`];
}

interface Where {
  readonly account: string;
  readonly region: string;
}

/** How to remove what is left of a run. */
export function cleaning(where: Where): string {
  return `Remove them with ${cleanLine(where)}, on the machine that has the run's working folder; without that folder, delete them by hand.`;
}

export function cleanLine({ account, region }: Where): string {
  return `npm run smoke -- --account ${account} --region ${region} --clean`;
}
