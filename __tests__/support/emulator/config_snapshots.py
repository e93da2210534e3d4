"""Snapshots of AWS Config as its delivery channel reports them: a stand-in. Nothing is written into the bucket."""

import json
from datetime import datetime, timezone

# When each channel delivered its last snapshot, by account, region and name.
DELIVERED = {}


def install():
    """DeliverConfigSnapshot delivers at once, and DescribeDeliveryChannelStatus says so; moto has no such call.
    https://docs.aws.amazon.com/config/latest/APIReference/API_DeliverConfigSnapshot.html"""
    from moto.config.exceptions import NoSuchDeliveryChannelException
    from moto.config.responses import ConfigResponse

    describe_delivery_channel_status = ConfigResponse.describe_delivery_channel_status

    def place(self):
        return self.current_account, self.region

    def deliver_config_snapshot(self):
        name = self._get_param("deliveryChannelName")
        if name not in self.config_backend.delivery_channels:
            raise NoSuchDeliveryChannelException(name)
        DELIVERED[*place(self), name] = int(datetime.now(timezone.utc).timestamp())
        return json.dumps({"configSnapshotId": "00000000-0000-0000-0000-000000000000"})

    def with_snapshots(self):
        found = json.loads(describe_delivery_channel_status(self))
        for channel in found["DeliveryChannelsStatus"]:
            time = DELIVERED.get((*place(self), channel["name"]))
            if time is not None:
                channel["configSnapshotDeliveryInfo"] = {
                    "lastStatus": "SUCCESS",
                    "lastAttemptTime": time,
                    "lastSuccessfulTime": time,
                }
        return json.dumps(found)

    ConfigResponse.deliver_config_snapshot = deliver_config_snapshot
    ConfigResponse.describe_delivery_channel_status = with_snapshots
