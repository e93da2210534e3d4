import {
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
  ModifyDBClusterSnapshotAttributeCommand,
  ModifyDBSnapshotAttributeCommand,
  paginateDescribeDBClusterSnapshots,
  paginateDescribeDBSnapshots,
  RDSClient,
  type Tag,
} from "@aws-sdk/client-rds";
import { publicSharing, type Sharing, type SharingChange } from "../remediation";
import type { ClientOf } from "./clients";
import { unlessAbsent } from "./failures";
import { nameIn, tagsOf } from "./names";
import type { Found, Place, Remedy } from "./remedy";

const attribute = "restore";

type Kind = "snapshot" | "cluster-snapshot";

interface Described {
  readonly arn?: string;
  readonly name?: string;
  readonly tags?: Tag[];
}

/** Snapshots of databases and of clusters, which are two kinds of resources with the same attribute. */
export function publicDatabaseSnapshotRemedy(clients: ClientOf, place: Place): Remedy<Sharing, SharingChange> {
  const rds = clients(RDSClient);

  async function describe(kind: Kind, name: string): Promise<Described | undefined> {
    if (kind === "snapshot") {
      const input = { DBSnapshotIdentifier: name };
      const snapshot = (await unlessAbsent(rds.send(new DescribeDBSnapshotsCommand(input))))?.DBSnapshots?.[0];
      return snapshot && { arn: snapshot.DBSnapshotArn, name: snapshot.DBSnapshotIdentifier, tags: snapshot.TagList };
    }
    const input = { DBClusterSnapshotIdentifier: name };
    const answer = await unlessAbsent(rds.send(new DescribeDBClusterSnapshotsCommand(input)));
    const snapshot = answer?.DBClusterSnapshots?.[0];
    return (
      snapshot && {
        arn: snapshot.DBClusterSnapshotArn,
        name: snapshot.DBClusterSnapshotIdentifier,
        tags: snapshot.TagList,
      }
    );
  }

  async function sharedWith(kind: Kind, name: string): Promise<string[] | undefined> {
    const attributes =
      kind === "snapshot"
        ? (await unlessAbsent(rds.send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: name }))))
            ?.DBSnapshotAttributesResult?.DBSnapshotAttributes
        : (
            await unlessAbsent(
              rds.send(new DescribeDBClusterSnapshotAttributesCommand({ DBClusterSnapshotIdentifier: name })),
            )
          )?.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes;
    return attributes && (attributes.find(({ AttributeName }) => AttributeName === attribute)?.AttributeValues ?? []);
  }

  async function readKind(kind: Kind, name: string): Promise<Found<Sharing> | undefined> {
    const described = await describe(kind, name);
    if (!described) return undefined;
    const { arn = "", name: own = name, tags } = described;
    const found = { id: `${kind}:${own}`, names: [`${kind}:${own}`, own, arn], owner: arn.split(":")[4] ?? "" };
    if (found.owner !== place.account) return { ...found, tags: tagsOf(tags) };
    const accounts = await sharedWith(kind, own);
    return accounts && { ...found, tags: tagsOf(tags), state: { sharedWith: accounts } };
  }

  return {
    logic: publicSharing,
    async list() {
      const ids: string[] = [];
      // What is public cannot be asked for without everybody else's. Only manual snapshots can be shared.
      const manual = { SnapshotType: "manual" };
      for await (const { DBSnapshots = [] } of paginateDescribeDBSnapshots({ client: rds }, manual))
        ids.push(...DBSnapshots.map(({ DBSnapshotIdentifier = "" }) => `snapshot:${DBSnapshotIdentifier}`));
      for await (const { DBClusterSnapshots = [] } of paginateDescribeDBClusterSnapshots({ client: rds }, manual))
        ids.push(
          ...DBClusterSnapshots.map(
            ({ DBClusterSnapshotIdentifier = "" }) => `cluster-snapshot:${DBClusterSnapshotIdentifier}`,
          ),
        );
      return ids;
    },
    async read(resource) {
      const kind = /(?:^|:)(cluster-snapshot|snapshot):/.exec(resource)?.[1] as Kind | undefined;
      // A copy keeps the colon of an automatic snapshot's name, `rds:name`.
      const name = kind ? resource.slice(resource.indexOf(`${kind}:`) + kind.length + 1) : nameIn(resource);
      if (kind) return readKind(kind, name);
      return (await readKind("snapshot", name)) ?? (await readKind("cluster-snapshot", name));
    },
    async apply(id, { call, who }) {
      const [kind, name] = [id.split(":")[0], id.slice(id.indexOf(":") + 1)];
      const values = call === "add" ? { ValuesToAdd: [who] } : { ValuesToRemove: [who] };
      const input = { AttributeName: attribute, ...values };
      await (kind === "snapshot"
        ? rds.send(new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier: name, ...input }))
        : rds.send(new ModifyDBClusterSnapshotAttributeCommand({ DBClusterSnapshotIdentifier: name, ...input })));
    },
  };
}
