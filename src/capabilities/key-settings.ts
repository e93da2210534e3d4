import { text, wholeNumber } from "../terraform/schema";

/** What both keys are asked for. */
export const keyAlias = () =>
  text(/^[A-Za-z0-9/_-]{1,250}$/, 'an alias of 1 to 250 letters, digits and / _ -, without "alias/"').describe(
    "Alias of the key, without `alias/`.",
  );

export const keyDeletionWindowDays = () =>
  wholeNumber(7, 30, "days")
    .default(30)
    .describe("Days AWS waits before it really deletes a key that was destroyed. What it encrypted is lost with it.");
