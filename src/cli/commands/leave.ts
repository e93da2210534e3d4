import { Command } from "commander";
import { type Declaration, exitCodes } from "../command-line";
import type { LeaveOptions } from "../leave/command";
import { repeatable } from "./repeatable";

export const leave: Declaration = ({ stdout }) =>
  new Command("leave")
    .summary("Remove the monitoring and retain its evidence.")
    .description(
      `Ends the monitoring and retains the evidence: lists what Terraform has to forget and what it destroys, saves the state to a file, and prints the command with which Terraform forgets. It changes nothing in AWS, and nothing in the state without --yes. Of an organization it leaves the account that the state is of, and says in which order the others follow.

The refusal "Instance cannot be destroyed" has led many here. If only a setting changed, undo that change; evidence that is no longer written to is retained with evidence.retain, without leaving. Terraform is TERRAFORM_BINARY_NAME, or terraform or tofu on PATH.`,
    )
    .argument(
      "[what]",
      "Call of the module, such as module.security_monitoring or 'module.accounts[\"prod\"]', of organization-management or log-archive, or path of the construct in a CDKTF app. Default: the only one in the state.",
    )
    .option(
      "--dir <folder>",
      "Where Terraform runs. Default: the current folder, or the only stack in cdktf.out/stacks.",
    )
    .option(
      "--delete-evidence",
      "Destroy buckets, log group and key as well: Terraform forgets only what protects them, and AWS Config's service-linked role.",
    )
    .addOption(
      repeatable(
        "--keep <setting>",
        "Retain what protects the whole account: account-public-access-block, ebs-encryption, password-policy or security-contact; in the management account what it delegates: administrators or administrators-of-region. May be repeated.",
      ),
    )
    .addOption(
      repeatable("--remove <setting>", "Remove what protects it. Each one that exists needs --keep or --remove."),
    )
    .option(
      "--backup <file>",
      "Where to save the state, which may hold secrets. Default: before-leaving.<serial>.tfstate.",
    )
    .option("--yes", "Let Terraform forget now.")
    .addHelpText(
      "after",
      exitCodes({
        0: "Done.",
        1: "Wrong usage, nothing to leave, or Terraform failed.",
        2: "A choice is needed: see --keep and --remove.",
      }),
    )
    .action(async (what: string | undefined, options: LeaveOptions) => {
      const { leave } = await import("../leave/command");
      stdout.write(`${leave(what, options)}\n`);
    });
