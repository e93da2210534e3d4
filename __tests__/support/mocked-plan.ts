import { resolve } from "node:path";

/** What a mocked provider answers, to be copied into a workspace. */
export const mocks = { copyOf: resolve(__dirname, "../../module/tests/mocks") };

/** A Terraform test that plans the configuration it lies in, without AWS. @param source The folder of the {@link mocks}. */
export const mockedPlan = (source: string) => `
  mock_provider "aws" {
    source = "${source}"
  }
  run "plans" {
    command = plan
  }
`;
