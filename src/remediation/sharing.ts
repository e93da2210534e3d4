import { z } from "zod";
import type { Logic } from "./logic";
import { inOneLine } from "./text";

/** Who a snapshot or an image is shared with: account ids, ARNs of an organization, and `all` for everybody. */
const sharing = z.strictObject({ sharedWith: z.array(z.string()) });

export type Sharing = z.output<typeof sharing>;

export interface SharingChange {
  readonly call: "add" | "remove";
  readonly who: typeof everybody;
}

export const everybody = "all";

/** Takes what is shared with everybody back; accounts that are named keep it. */
export const publicSharing: Logic<Sharing, SharingChange> = {
  schema: sharing,

  assess({ sharedWith }) {
    const isPublic = sharedWith.includes(everybody);
    return {
      causes: isPublic ? ["it is shared with every AWS account"] : [],
      changes: isPublic ? [{ call: "remove", who: everybody }] : [],
      proposed: [],
    };
  },

  after: ({ sharedWith }, changes) => ({
    sharedWith: changes.reduce((accounts, { call, who }) => {
      const others = accounts.filter((account) => account !== who);
      return call === "add" ? [...others, who] : others;
    }, sharedWith),
  }),

  back: (changes) => changes.map(({ call, who }) => ({ call: call === "remove" ? "add" : "remove", who })),

  describe: ({ call }) =>
    call === "remove"
      ? "take it back from all AWS accounts but those that it is shared with by name"
      : "share it with all AWS accounts",

  lines: ({ sharedWith }) =>
    sharedWith.map((account) => `shared with ${account === everybody ? "everybody" : inOneLine(account)}`).sort(),
};
