"""CloudWatch alarms as they notify, and their history: a stand-in. Nothing here evaluates metrics: who tests sets the state."""

import json
from datetime import datetime, timezone

from health import refusal_to_publish


def install():
    history_kept()
    actions_executed()


def history_kept():
    """DescribeAlarmHistory has each change of state and each action. moto keeps the former state and answers nothing.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmHistoryItem.html"""
    from moto.cloudwatch.responses import CloudWatchResponse
    from moto.core.responses import ActionResult

    def describe_alarm_history(self):
        kind, name, since = (self._get_param(key) for key in ("HistoryItemType", "AlarmName", "StartDate"))
        items = [
            item
            for alarm in self.cloudwatch_backend.alarms.values()
            for item in getattr(alarm, "items_of_history", [])
            if name in (None, alarm.name)
            and kind in (None, item["HistoryItemType"])
            and (since is None or _utc(item["Timestamp"]) >= _utc(since))
        ]
        items.sort(key=lambda item: _utc(item["Timestamp"]), reverse=True)
        # In pages of two, so that nobody forgets the others.
        at = int(self._get_param("NextToken") or 0)
        more = {"NextToken": str(at + 2)} if len(items) > at + 2 else {}
        return ActionResult({"AlarmHistoryItems": items[at : at + 2], **more})

    CloudWatchResponse.describe_alarm_history = describe_alarm_history


def _utc(time):
    time = time if isinstance(time, datetime) else datetime.fromtimestamp(float(time), timezone.utc)
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def actions_executed():
    """An alarm notifies its topics when it enters ALARM, in AWS's words, if the policies of topic and key admit CloudWatch on its behalf.
    moto changes the state only. The texts of failures are those that users publish.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html"""
    from moto.cloudwatch.models import Alarm
    from moto.sns.models import sns_backends

    update_state = Alarm.update_state

    def remember(alarm, kind, summary, **more):
        item = {
            "AlarmName": alarm.name,
            "AlarmType": "MetricAlarm",
            "Timestamp": datetime.now(timezone.utc),
            "HistoryItemType": kind,
            "HistorySummary": summary,
            **more,
        }
        alarm.__dict__.setdefault("items_of_history", []).append(item)

    def update_and_notify(self, reason, reason_data, state_value):
        before = self.state_value
        update_state(self, reason, reason_data, state_value)
        if before == state_value:
            return
        states = {"oldState": {"stateValue": before}, "newState": {"stateValue": state_value, "stateReason": reason}}
        data = json.dumps({"version": "1.0", **states})
        remember(self, "StateUpdate", f"Alarm updated from {before} to {state_value}", HistoryData=data)
        if state_value != "ALARM" or not self.actions_enabled:
            return
        _, _, _, region, account, *_ = self.alarm_arn.split(":")
        notification = {
            "AlarmName": self.name,
            "AlarmDescription": self.description,
            "AWSAccountId": account,
            "NewStateValue": state_value,
            "NewStateReason": reason,
            "StateChangeTime": _utc(self.state_updated_timestamp).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "+0000",
            "Region": region,
            "AlarmArn": self.alarm_arn,
            "OldStateValue": before,
        }
        for arn in self.alarm_actions or []:
            refusal = refusal_to_publish(self, arn)
            if refusal:
                remember(self, "Action", f'Failed to execute action {arn}. Received error: "{refusal}"')
                continue
            remember(self, "Action", f"Successfully executed action {arn}")
            sns_backends[account][region].publish(message=json.dumps(notification), arn=arn, subject=f'ALARM: "{self.name}"')

    Alarm.update_state = update_and_notify
