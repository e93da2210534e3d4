import { call, denied, type EventRecord, type Examples } from "./record";

const customerKey = { "x-amz-server-side-encryption-customer-algorithm": "AES256" };

export const dataExamples: Readonly<Record<string, Examples>> = {
  "objects-destroyed-in-numbers": {
    matches: [
      onObject("DeleteObject", {}),
      // A version is gone for good, and not behind a marker.
      onObject("DeleteObject", { versionId: "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrH" }),
      onObject("DeleteObjects", { delete: "" }),
      onObject("PutObject", customerKey, { SSEApplied: "SSE_C" }),
      onObject("CopyObject", { ...customerKey, "x-amz-copy-source": "customer-files/2026/offer.pdf" }),
      onObject("CreateMultipartUpload", {}, { SSEApplied: "SSE_C" }),
    ],
    misses: [
      onObject("PutObject", {}, { SSEApplied: "Default_SSE_S3" }),
      onObject("CopyObject", { "x-amz-server-side-encryption": "aws:kms" }, { SSEApplied: "SSE_KMS" }),
      // Whoever wrote the object with a key has to read it with the key.
      onObject("GetObject", customerKey),
      onObject("DeleteObjectTagging", {}),
      dataEvent(denied("s3", "DeleteObject", { bucketName: "customer-files", key: "2026/offer.pdf" })),
      dataEvent(call("s3express", "DeleteObject", { bucketName: "files--euc1-az1--x-s3", key: "a" })),
    ],
  },
};

function onObject(eventName: string, parameters: object, additionalEventData: object = {}): EventRecord {
  return dataEvent(
    call(
      "s3",
      eventName,
      { bucketName: "customer-files", key: "2026/offer.pdf", ...parameters },
      { additionalEventData },
    ),
  );
}

function dataEvent(record: EventRecord): EventRecord {
  return { ...record, managementEvent: false, eventCategory: "Data" };
}
