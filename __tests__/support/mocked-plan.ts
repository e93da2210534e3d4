import { resolve } from "node:path";

/** What a mocked provider answers, to be copied into a workspace. */
export const mocks = { copyOf: resolve(__dirname, "../../module/tests/mocks") };

/** The provider of us-east-1, by the alias that the stack or an example gives it. */
const elsewhere = (alias: string, source: string) => `
  mock_provider "aws" {
    alias  = "${alias}"
    source = "${source}"

    mock_data "aws_region" {
      defaults = {
        id = "us-east-1"
      }
    }
  }
`;

/** A Terraform test that plans the configuration it lies in, without AWS. @param source The folder of the {@link mocks}. */
export const mockedPlan = (source: string) => `
  mock_provider "aws" {
    source = "${source}"
  }
  ${elsewhere("global_events", source)}
  ${elsewhere("us_east_1", source)}
  run "plans" {
    command = plan
  }
`;
