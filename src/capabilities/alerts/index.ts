export { ChatChannels, type ChatChannelsOutputs, type ChatChannelsProps } from "./chat";
export { AlertDelivery, type AlertDeliveryOutputs, type AlertDeliveryProps } from "./delivery";
export { ExistingAlertKey, type ExistingAlertKeyOutputs, type ExistingAlertKeyProps } from "./existing-key";
export { ExistingTopic, type ExistingTopicOutputs, type ExistingTopicProps } from "./existing-topic";
export { AlertKey, type AlertKeyOutputs, type AlertKeyProps } from "./key";
export { AlertSubscriptions, type AlertSubscriptionsOutputs, type AlertSubscriptionsProps } from "./subscriptions";
export { AlertTopic, type AlertTopicOutputs, type AlertTopicProps } from "./topic";
export { TopicCheck, type TopicCheckOutputs, type TopicCheckProps } from "./topic-check";
