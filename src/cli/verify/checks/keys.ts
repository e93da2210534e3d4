import { following } from "../../aws/answer";
import { apply, broken, judged, letAlarmsPublish, ok, type Check } from "../judgement";
import type { Observation } from "../observe";
import { comparedWithState } from "../policies";

type Key = Observation["keys"][number];

const subjectOf = ({ id }: Key) => `key ${id.slice(id.lastIndexOf("/") + 1)}`;
const isManagedByAws = ({ key }: Key) => following(key, ({ KeyManager }) => KeyManager === "AWS") === true;

export const keyChecks: readonly Check[] = [
  {
    id: "key",
    about: "Each key is enabled and rotated",
    judge: ({ keys }) =>
      keys.flatMap((each) =>
        judged(
          subjectOf(each),
          following(each.key, ({ KeyState, DeletionDate }) =>
            following(each.isRotated ?? false, (isRotated) => ({ KeyState, DeletionDate, isRotated })),
          ),
          ({ KeyState, DeletionDate, isRotated }) => {
            if (KeyState !== "Enabled") {
              const fix = "Cancel the deletion, or enable the key, now: what it encrypts can be read only with it.";
              const date = DeletionDate ? `, and will be deleted at ${DeletionDate.toISOString()}` : "";
              return broken(`is ${KeyState ?? "unknown"}${date}`, fix);
            }
            return isRotated || each.deployed === undefined ? ok("is enabled") : broken("is not rotated", apply);
          },
          broken("does not exist", "Correct the key in the settings: without it nothing is encrypted or read."),
        ),
      ),
  },
  {
    id: "key-policy",
    about: "The policy of each key lets alarms encrypt, and is that of the state",
    judge: ({ keys }) =>
      keys.flatMap((each) => {
        if (isManagedByAws(each)) {
          return [
            { subject: subjectOf(each), ...broken("is AWS's own, which CloudWatch cannot use", letAlarmsPublish) },
          ];
        }
        return judged(
          subjectOf(each),
          following(each.policy, (policy) => following(each.deniedToAlarms, (denied) => ({ policy, denied }))),
          ({ policy, denied }) =>
            denied.length === 0
              ? comparedWithState(policy, each.deployed?.policy)
              : broken(`its policy does not let alarms use ${denied.join(", ")}`, letAlarmsPublish),
        );
      }),
  },
];
