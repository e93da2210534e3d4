/** Whether everything that names the version of a release names the same one. */

/**
 * @param manifest What package.json has.
 * @param lock What package-lock.json has.
 * @param changelog The text of CHANGELOG.md.
 * @param git `tagsOfHead` and `tags`, the names of the tags of HEAD and of all commits, and `changes`, what is not committed.
 * @returns A sentence for each disagreement, with what to do about it.
 */
export function versionProblems(manifest, lock, changelog, git) {
  const { name, version } = manifest;
  const tag = `v${version}`;
  const [unreleased, heading] = splitChangelog(changelog);
  const released = /^## \[?(\d+\.\d+\.\d+)\]? - (\d{4}-\d{2}-\d{2})$/.exec(heading ?? "");
  const otherTags = git.tagsOfHead.filter((one) => /^v?\d+\.\d+/.test(one) && one !== tag);
  return [
    !/^\d+\.\d+\.\d+$/.test(version) &&
      `package.json: version "${version}" is not of the form 1.2.3, which the Terraform Registry requires`,
    !/^terraform-aws-[a-z0-9-]+$/.test(name) &&
      `package.json: name "${name}" is not of the form terraform-aws-<name>, which the Terraform Registry requires`,
    manifest.private && 'package.json: npm does not publish a package that is "private": remove the line',
    !repositoryOf(manifest) &&
      'package.json: no "repository", so nobody can copy a source: add the https:// URL of the repository',
    lock.version !== version &&
      `package-lock.json: version ${lock.version}, but ${version} in package.json: run npm install --package-lock-only`,
    !released &&
      `CHANGELOG.md: ${heading ? `the heading "${heading}" is no release` : "there is no release"}: write "## ${version} - <year>-<month>-<day>" below "## Unreleased"`,
    released &&
      released[1] !== version &&
      `CHANGELOG.md: the newest release is ${released[1]}, but ${version} in package.json: change one of them`,
    released &&
      unreleased !== "" &&
      `CHANGELOG.md: there are entries below "## Unreleased": move them below "${heading}"`,
    ...otherTags.map(
      (other) =>
        `git: HEAD has the tag ${other}, but package.json says ${version}: change the version, or delete the tag with git tag -d ${other}`,
    ),
    git.tags.includes(tag) &&
      !git.tagsOfHead.includes(tag) &&
      `git: the tag ${tag} is on another commit: raise the version in package.json, or check out ${tag}`,
    git.changes !== "" && "git: there are changes that are not committed: commit or stash them",
  ].filter(Boolean);
}

/** The https:// URL of the repository, if package.json has one. */
export function repositoryOf({ repository }) {
  const url = (repository?.url ?? repository ?? "").replace(/^git\+/, "").replace(/\.git$/, "");
  return /^https:\/\/[^/]+\/.+/.test(url) ? url : undefined;
}

/** What stands below "## Unreleased", and the heading after it. */
function splitChangelog(text) {
  const [, ...sections] = text.split(/^(?=## )/m);
  const isUnreleased = /^## \[?Unreleased\]?\n/.test(sections[0] ?? "");
  const [heading] = (sections[isUnreleased ? 1 : 0] ?? "").split("\n");
  return [isUnreleased ? sections[0].split("\n").slice(1).join("\n").trim() : "", heading];
}
