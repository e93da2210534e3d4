import {
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  EC2Client,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
  paginateDescribeImages,
  paginateDescribeSnapshots,
} from "@aws-sdk/client-ec2";
import { everybody, publicSharing, type Sharing, type SharingChange } from "../remediation";
import type { ClientOf } from "./clients";
import { unlessAbsent } from "./failures";
import { nameIn, tagsOf } from "./names";
import type { Place, Remedy } from "./remedy";

export function publicSnapshotRemedy(clients: ClientOf, place: Place): Remedy<Sharing, SharingChange> {
  const ec2 = clients(EC2Client);
  return {
    logic: publicSharing,
    async list() {
      const ids: string[] = [];
      const ofEverybody = { OwnerIds: ["self"], RestorableByUserIds: [everybody] };
      for await (const { Snapshots = [] } of paginateDescribeSnapshots({ client: ec2, pageSize: 1000 }, ofEverybody))
        ids.push(...Snapshots.map(({ SnapshotId = "" }) => SnapshotId));
      return ids;
    },
    async read(resource) {
      const SnapshotId = nameIn(resource);
      const described = await unlessAbsent(ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: [SnapshotId] })));
      const snapshot = described?.Snapshots?.[0];
      if (!snapshot) return undefined;
      const { OwnerId: owner = "", Tags } = snapshot;
      const arn = `arn:${place.partition}:ec2:${place.region}::snapshot/${SnapshotId}`;
      const found = { id: SnapshotId, names: [SnapshotId, arn], owner, tags: tagsOf(Tags) };
      if (owner !== place.account) return found;
      const attribute = await unlessAbsent(
        ec2.send(new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute: "createVolumePermission" })),
      );
      return attribute && { ...found, state: sharingOf(attribute.CreateVolumePermissions) };
    },
    async apply(SnapshotId, { call, who: Group }) {
      const CreateVolumePermission = call === "add" ? { Add: [{ Group }] } : { Remove: [{ Group }] };
      const Attribute = "createVolumePermission";
      await ec2.send(new ModifySnapshotAttributeCommand({ SnapshotId, Attribute, CreateVolumePermission }));
    },
  };
}

export function publicImageRemedy(clients: ClientOf, place: Place): Remedy<Sharing, SharingChange> {
  const ec2 = clients(EC2Client);
  return {
    logic: publicSharing,
    async list() {
      const ids: string[] = [];
      const ofEverybody = { Owners: ["self"], Filters: [{ Name: "is-public", Values: ["true"] }] };
      for await (const { Images = [] } of paginateDescribeImages({ client: ec2, pageSize: 1000 }, ofEverybody))
        ids.push(...Images.map(({ ImageId = "" }) => ImageId));
      return ids;
    },
    async read(resource) {
      const ImageId = nameIn(resource);
      const described = await unlessAbsent(ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] })));
      const image = described?.Images?.[0];
      if (!image) return undefined;
      const { OwnerId: owner = "", Name = "", Tags } = image;
      const arn = `arn:${place.partition}:ec2:${place.region}::image/${ImageId}`;
      const found = { id: ImageId, names: [ImageId, arn], label: Name, owner, tags: tagsOf(Tags) };
      if (owner !== place.account) return found;
      const attribute = await unlessAbsent(
        ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute: "launchPermission" })),
      );
      return attribute && { ...found, state: sharingOf(attribute.LaunchPermissions) };
    },
    async apply(ImageId, { call, who: Group }) {
      const LaunchPermission = call === "add" ? { Add: [{ Group }] } : { Remove: [{ Group }] };
      await ec2.send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission }));
    },
  };
}

function sharingOf(
  permissions: readonly {
    Group?: string;
    UserId?: string;
    OrganizationArn?: string;
    OrganizationalUnitArn?: string;
  }[] = [],
): Sharing {
  return {
    sharedWith: permissions.flatMap(
      ({ Group, UserId, OrganizationArn, OrganizationalUnitArn }) =>
        Group ?? UserId ?? OrganizationArn ?? OrganizationalUnitArn ?? [],
    ),
  };
}
