import { isAnswered } from "../../aws/answer";
import { apply, attention, broken, gone, judged, ok, type Check, type Finding, type Judgement } from "../judgement";
import type { Observation } from "../observe";

type StackSet = Observation["stackSets"][number];
type Stack = Extract<StackSet["stacks"], readonly unknown[]>[number];

const repeat =
  "Remove the reason that AWS gives, or exclude the account in organization.members, and have the stacks deployed again: aws cloudformation update-stack-instances --call-as DELEGATED_ADMIN.";

export const stackSetChecks: readonly Check[] = [
  {
    id: "stack-set",
    about: "Each StackSet is active, and deploys to accounts that join",
    judge: ({ stackSets }) =>
      stackSets.flatMap(({ name, stackSet }) =>
        judged(
          `StackSet ${name}`,
          stackSet,
          ({ Status, AutoDeployment }) => {
            if (Status !== "ACTIVE") return broken(`is ${Status ?? "unknown"}`, apply);
            return AutoDeployment?.Enabled === true
              ? ok("is active, and deploys to accounts that join")
              : broken("does not deploy to accounts that join", apply);
          },
          gone,
        ),
      ),
  },
  {
    id: "stack-set-operation",
    about: "The last operation of each StackSet succeeded",
    judge: ({ stackSets }) =>
      stackSets.flatMap(({ name, stackSet, lastOperation }) =>
        judged(
          `StackSet ${name}`,
          // Of a StackSet that does not exist only that is reported.
          stackSet === undefined ? undefined : lastOperation,
          ({ Action = "operation", Status = "unknown", StatusReason }): Finding => {
            if (Status === "SUCCEEDED") return ok(`the last ${Action} succeeded`);
            const found = `the last ${Action} is ${Status}${StatusReason ? `: ${StatusReason}` : ""}`;
            return /^(FAILED|STOPPED)$/.test(Status)
              ? broken(found, repeat)
              : attention(found, "Run this again in an hour: AWS still deploys to the accounts.");
          },
        ),
      ),
  },
  {
    id: "stack-set-stacks",
    about: "Each StackSet has a current stack in every account and region",
    judge: ({ stackSets }) => stackSets.flatMap(judgeStacks),
  },
];

function judgeStacks({ name, stackSet, stacks }: StackSet): readonly Judgement[] {
  const subject = `stacks of StackSet ${name}`;
  const answer = stackSet === undefined ? undefined : stacks;
  if (!isAnswered(answer)) return judged(subject, answer, () => ok(""));
  const others = answer.filter(({ Status }) => Status !== "CURRENT");
  const current = answer.length - others.length;
  if (answer.length === 0) {
    const fix = "Name organizational units that have accounts in organization.members.organizationalUnitIds.";
    return [{ subject, ...attention("there are none", fix) }];
  }
  return [
    ...(current > 0 ? [{ subject, ...ok(`${current} of ${answer.length} are current`) }] : []),
    ...others.map((stack) => ({
      subject: `stack of ${name} in ${stack.Account ?? "an unknown account"}, ${stack.Region ?? "an unknown region"}`,
      ...judgeStack(stack),
    })),
  ];
}

function judgeStack({ Status, StatusReason, StackInstanceStatus }: Stack): Finding {
  const detail = StackInstanceStatus?.DetailedStatus;
  const found = `is ${[Status ?? "unknown", detail].filter(Boolean).join(", ")}: ${StatusReason ?? "AWS gives no reason"}`;
  if (detail === "PENDING" || detail === "RUNNING")
    return attention(found, "Run this again in an hour: AWS still deploys to the accounts.");
  if (detail === "SKIPPED_SUSPENDED_ACCOUNT")
    return attention(found, "Close or reinstate the account: AWS skips it while it is suspended.");
  return Status === "INOPERABLE"
    ? broken(
        found,
        "Remove the stack from the StackSet (aws cloudformation delete-stack-instances --retain-stacks --call-as DELEGATED_ADMIN), delete it in its account, then run terraform apply.",
      )
    : broken(found, repeat);
}
