import { resolve } from "node:path";

/** What a mocked provider answers, to be copied into a workspace. */
export const mocks = { copyOf: resolve(__dirname, "../../module/tests/mocks") };

/** The provider of a further region or account, by its alias. */
const elsewhere = (alias: string, source: string, region = "us-east-1") => `
  mock_provider "aws" {
    alias  = "${alias}"
    source = "${source}"

    mock_data "aws_region" {
      defaults = {
        id = "${region}"
      }
    }
  }
`;

/**
 * A Terraform test that plans the configuration it lies in, without AWS.
 *
 * @param source The folder of the {@link mocks}.
 * @param further Providers besides those that the stack and the examples have: their regions by alias.
 */
export const mockedPlan = (source: string, further: Readonly<Record<string, string>> = {}) => `
  mock_provider "aws" {
    source = "${source}"
  }
  ${elsewhere("global_events", source)}
  ${elsewhere("us_east_1", source)}
  ${elsewhere("eu_central_1", source, "eu-central-1")}
  ${elsewhere("log_archive", source, "eu-west-1")}
  ${Object.entries(further)
    .map(([alias, region]) => elsewhere(alias, source, region))
    .join("")}
  run "plans" {
    command = plan
  }
`;
