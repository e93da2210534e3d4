import type { Message } from "./message";

/**
 * The template for Slack and Microsoft Teams: the custom notification of AWS's chat service, in JSON.
 *
 * It is put together by hand, because texts in it may be filled in later. A placeholder that stands alone, without quotes, becomes a
 * valid string whatever the value contains; between quotes that is true only of what {@link Fact.chat} allows. Links are plain
 * addresses, because a template cannot contain the `<` of Slack's own.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export function chatTemplate(message: Message): string {
  const { severity, title, facts, why, firstSteps, links, keywords = [], thread } = message;
  const description = [
    `*${severity}* - account <account>, <region>`,
    ...facts.flatMap(({ label, value, chat = value }) => (chat === "" ? [] : [`*${label}:* ${chat}`])),
    ...(why === undefined ? [] : [`*Why it matters:* ${why}`]),
  ];
  const nextSteps = [firstSteps, ...links.map(({ label, url, chat = url }) => `${label}: ${chat}`)];
  return object({
    version: text("1.0"),
    source: text("custom"),
    id: text("<id>"),
    content: object({
      textType: text("client-markdown"),
      title: text(title),
      description: text(description.join("\\n")),
      nextSteps: list(nextSteps),
      ...(keywords.length > 0 ? { keywords: list(keywords) } : {}),
    }),
    metadata: object({
      ...(thread === undefined ? {} : { threadId: text(thread) }),
      summary: text(title),
      eventType: text("<detailType>"),
    }),
  });
}

/** EventBridge adds the quotes around a placeholder that stands alone, and makes a valid string of its value. */
function text(content: string): string {
  return /^<[\w-]+>$/.test(content) ? content : `"${content}"`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map(text).join(", ")}]`;
}

function object(fields: Readonly<Record<string, string>>): string {
  return `{${Object.entries(fields)
    .map(([name, value]) => `"${name}": ${value}`)
    .join(", ")}}`;
}
