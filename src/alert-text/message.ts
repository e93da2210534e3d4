/**
 * One alert, for every format: where its values are in the event, and what is said. A placeholder is `<name>`; `account` and `region` are
 * in the first line of every format.
 *
 * What is said is placed in the templates as it is, so it may be a Terraform template such as `${each.value.title}` that is filled in
 * later. What it becomes must not contain anything that {@link UNSAFE_TEXT} matches: whoever fills it in replaces that.
 */
export interface Message {
  /** JSONPath in the event, by the name of its placeholder. */
  readonly paths: Readonly<Record<string, string>>;
  /** `HIGH`, or a placeholder. */
  readonly severity: string;
  /** What happened. If it is one placeholder alone, its value may be any text; within a text, only what {@link Fact.chat} may contain. */
  readonly title: string;
  /** Actor, action, resource, source address, time. */
  readonly facts: readonly Fact[];
  readonly why?: string;
  readonly firstSteps: string;
  readonly links: readonly Link[];
  /** What may be long, or was written by others: the end of an e-mail, where it cannot pass for a fact, and in no chat. */
  readonly details?: readonly Fact[];
  /** Placeholders of texts that every such event has, whatever is in them: for chat, instead of what it cannot show as a fact. */
  readonly keywords?: readonly string[];
  /** Placeholders. Chat shows alerts as one thread in which this is the same. */
  readonly thread?: string;
}

/** A line of a message. Every value in it may be absent; then nothing follows the label. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /**
   * What chat shows instead of `value`; no line if it is empty. Only what AWS itself writes may be here, and names that AWS accepts
   * without quotes and backslashes only: EventBridge does not escape what it inserts between the quotes of JSON, so one such
   * character would lose the alert. So would a list or an object.
   */
  readonly chat?: string;
}

/** An address, where a reader sees more. What {@link Fact.chat} may contain is also true of its `chat`. */
export interface Link {
  readonly label: string;
  readonly url: string;
  readonly chat?: string;
}

/**
 * What must not be in a text that is placed in a template, one character at a time: quotes and backslashes, which would end or change
 * the template's strings; `<` and `>`, which EventBridge takes for a placeholder and which no escape allows; line breaks and other
 * control characters. It is the source of a regular expression that JavaScript and RE2, so also Terraform's `replace`, read alike.
 */
export const UNSAFE_TEXT = '["\\\\<>\\x00-\\x1f\\x7f]';
