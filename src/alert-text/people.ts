import type { Fact, Message } from "./message";

/**
 * The template for e-mail: plain text, in which the first line says what is most important.
 *
 * EventBridge wants each line of such a template in quotes. They stay in what it sends, and SNS prints them in the e-mail.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/43253 and https://github.com/aws/aws-cdk/issues/38121 for e-mails
 * with the quotes
 */
export function peopleTemplate({ severity, title, facts, why, firstSteps, links, details = [] }: Message): string {
  return [
    `${severity}: ${title} - account <account>, <region>`,
    ...facts.map(line),
    ...(why === undefined ? [] : [`Why it matters: ${why}`]),
    `What to do first: ${firstSteps}`,
    ...links.map(({ label, url }) => `${label}: ${url}`),
    "Where nothing follows the colon, the event does not say it.",
    ...details.map(line),
  ]
    .map((text) => `"${text}"`)
    .join("\n");
}

function line({ label, value }: Fact): string {
  return `${label}: ${value}`;
}
