import { existsSync } from "node:fs";
import { join } from "node:path";
import { requirements, type Requirement } from "../../../src/compliance";
import type { MonitoringProps } from "../../../src/settings";
import { Deployment } from "../../support/deployment";
import { synthesizeModule } from "../../support/synthesize";
import { problemsWith } from "./expectations";

const byDefault = Deployment.ofBoth();
const problemsOf = (expectations: readonly Parameters<typeof problemsWith>[0][], deployments: readonly Deployment[]) =>
  deployments.flatMap((deployment) => expectations.flatMap((expectation) => problemsWith(expectation, deployment)));

const all = Object.values(requirements).flat() as readonly Requirement[];

describe.each(Object.entries(requirements) as [string, readonly Requirement[]][])("%s", (_, list) => {
  for (const requirement of list) {
    if ("notMet" in requirement) {
      test(`not met: ${requirement.title}`, () => {
        expect(problemsOf(requirement.shownBy, byDefault)).toEqual([]);
      });
      continue;
    }
    const { title, met, offByDefault } = requirement;
    if (!offByDefault) {
      test(title, () => {
        expect(problemsOf(met, byDefault)).toEqual([]);
      });
      continue;
    }
    test(`${title}, if asked for`, () => {
      for (const deployment of byDefault) expect(problemsOf(met, [deployment])).not.toEqual([]);
      expect(problemsOf(met, Deployment.ofBoth(offByDefault.settings as MonitoringProps))).toEqual([]);
    });
  }
});

test("what is not part of the product is never created, even with everything enabled", () => {
  const creatable = [...synthesizeModule().nested.values()].flatMap((module) => module.addresses());
  const types = new Set(creatable.map((address) => address.split(".")[0]));
  const untrue = all.flatMap((requirement) =>
    "notMet" in requirement
      ? requirement.shownBy
          .flatMap((expectation) => ("none" in expectation ? expectation.none : []))
          .filter((type) => types.has(type))
          .map((type) => `${requirement.title}: src/compliance says that it is not met, and there is a ${type}`)
      : [],
  );
  expect(untrue).toEqual([]);
});

test("nothing is set for the whole account unless asked for", () => {
  const types = requirements.Account.flatMap((requirement) => ("met" in requirement ? requirement.met : [])).flatMap(
    (expectation) => ("resource" in expectation ? expectation.resource : []),
  );
  expect(problemsOf([{ none: [...new Set(types)] }], byDefault)).toEqual([]);
});

test("a sentence is one requirement, and refers to its decision", () => {
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  for (const { title, decision } of all) {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    const file = decision === undefined ? "README" : decision;
    expect([file, existsSync(join(__dirname, "../../../docs/decisions", `${file}.md`))]).toEqual([file, true]);
  }
});

test("ids have the form their auditor gives them", () => {
  const forms = {
    securityHub: /^[A-Z]\w+\.\d+$/,
    checkov: /^CKV2?_AWS_\d+$/,
    prowler: /^[a-z0-9]+(_[a-z0-9]+)+$/,
    trivy: /^AWS-\d{4}$/,
  } as const;
  for (const { controlIds, checkovFails = [] } of all) {
    for (const { check } of checkovFails) expect(controlIds.checkov).toContain(check);
    for (const [source, form] of Object.entries(forms)) {
      for (const id of controlIds[source as keyof typeof forms] ?? []) expect(id).toMatch(form);
    }
    for (const [item] of controlIds.cis ?? []) expect(item).toMatch(/^\d(\.\d+){1,2}$/);
  }
});
