import type { z } from "zod";
import type { monitoringSettings } from "../../src/settings";

type Trail = NonNullable<z.input<typeof monitoringSettings>["trail"]>;

interface TransitionCase {
  readonly transitions: NonNullable<Trail["transitions"]>;
  /** @default 2557 */
  readonly expireAfterDays?: number;
  /** What is wrong, as `transitions[<number>].<setting>: got <value>; must be …`. */
  readonly problems: readonly string[];
}

const move = (afterDays: number, storageClass: Required<Trail>["transitions"][number]["storageClass"]) => ({
  afterDays,
  storageClass,
});

/** Transitions that S3 takes, and that it refuses. */
export const transitionCases: Readonly<Record<string, TransitionCase>> = {
  "no transition": { transitions: [], problems: [] },
  "every class that files can move through": {
    transitions: [
      move(30, "STANDARD_IA"),
      move(60, "INTELLIGENT_TIERING"),
      move(61, "ONEZONE_IA"),
      move(91, "GLACIER"),
      move(181, "DEEP_ARCHIVE"),
    ],
    problems: [],
  },
  "classes in another order than their days": {
    transitions: [move(180, "DEEP_ARCHIVE"), move(90, "GLACIER")],
    problems: [],
  },
  "an archive at once": { transitions: [move(0, "GLACIER_IR")], problems: [] },
  "INTELLIGENT_TIERING at once": { transitions: [move(0, "INTELLIGENT_TIERING")], problems: [] },
  "DEEP_ARCHIVE the day before files expire": {
    transitions: [move(364, "DEEP_ARCHIVE")],
    expireAfterDays: 365,
    problems: [],
  },
  "STANDARD_IA too early": {
    transitions: [move(29, "STANDARD_IA")],
    problems: ["transitions[0].afterDays: got 29; must be at least 30: S3 moves no younger file to STANDARD_IA"],
  },
  "ONEZONE_IA at once": {
    transitions: [move(0, "ONEZONE_IA")],
    problems: ["transitions[0].afterDays: got 0; must be at least 30: S3 moves no younger file to ONEZONE_IA"],
  },
  "an archive too soon after STANDARD_IA": {
    transitions: [move(30, "STANDARD_IA"), move(59, "GLACIER")],
    problems: [
      "transitions[1].afterDays: got 59; must be at least 60: a file moves to STANDARD_IA after 30 days, and S3 keeps it there for 30",
    ],
  },
  "an archive too soon after ONEZONE_IA, named first": {
    transitions: [move(40, "DEEP_ARCHIVE"), move(30, "ONEZONE_IA")],
    problems: [
      "transitions[0].afterDays: got 40; must be at least 60: a file moves to ONEZONE_IA after 30 days, and S3 keeps it there for 30",
    ],
  },
  "DEEP_ARCHIVE too soon after GLACIER": {
    transitions: [move(30, "GLACIER"), move(119, "DEEP_ARCHIVE")],
    problems: [
      "transitions[1].afterDays: got 119; must be at least 120: a file moves to GLACIER after 30 days, and S3 keeps it there for 90",
    ],
  },
  "GLACIER too soon after GLACIER_IR": {
    transitions: [move(0, "GLACIER_IR"), move(30, "GLACIER")],
    problems: [
      "transitions[1].afterDays: got 30; must be at least 90: a file moves to GLACIER_IR after 0 days, and S3 keeps it there for 90",
    ],
  },
  "two classes on one day": {
    transitions: [move(30, "INTELLIGENT_TIERING"), move(30, "GLACIER_IR")],
    problems: [
      "transitions[1].afterDays: got 30; must be at least 31: a file moves to INTELLIGENT_TIERING after 30 days, and S3 keeps it there for 1",
    ],
  },
  "a way back": {
    transitions: [move(90, "GLACIER"), move(200, "STANDARD_IA")],
    problems: [
      "transitions[0].afterDays: got 90; must be at least 230: a file moves to STANDARD_IA after 200 days, and S3 keeps it there for 30",
    ],
  },
  "a class S3 does not move files to from ONEZONE_IA": {
    transitions: [move(30, "ONEZONE_IA"), move(120, "GLACIER_IR")],
    problems: [
      'transitions[1].storageClass: got "GLACIER_IR"; must be a class that S3 moves files to from ONEZONE_IA: GLACIER or DEEP_ARCHIVE',
    ],
  },
  "a class three times": {
    transitions: [move(90, "GLACIER"), move(180, "GLACIER"), move(270, "GLACIER")],
    problems: [
      'transitions[1].storageClass: got "GLACIER"; must be a class that no other transition names',
      'transitions[2].storageClass: got "GLACIER"; must be a class that no other transition names',
    ],
  },
  "a move on the day that files expire": {
    transitions: [move(365, "GLACIER_IR")],
    expireAfterDays: 365,
    problems: ["transitions[0].afterDays: got 365; must be less than 365, the days after which files expire"],
  },
  "several mistakes": {
    transitions: [move(10, "STANDARD_IA"), move(20, "GLACIER"), move(30, "GLACIER")],
    expireAfterDays: 20,
    problems: [
      "transitions[0].afterDays: got 10; must be at least 30: S3 moves no younger file to STANDARD_IA",
      "transitions[1].afterDays: got 20; must be at least 40: a file moves to STANDARD_IA after 10 days, and S3 keeps it there for 30",
      "transitions[1].afterDays: got 20; must be less than 20, the days after which files expire",
      'transitions[2].storageClass: got "GLACIER"; must be a class that no other transition names',
      "transitions[2].afterDays: got 30; must be at least 40: a file moves to STANDARD_IA after 10 days, and S3 keeps it there for 30",
      "transitions[2].afterDays: got 30; must be less than 20, the days after which files expire",
    ],
  },
};
