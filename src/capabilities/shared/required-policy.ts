/** Outputs of every existing resource that has a policy, which only its owner changes. */
export const requiredPolicyOutputs = {
  requiredPolicy:
    "Policy that the resource must have, as JSON, the same as that of a new one. Further statements may stay.",
};

export type RequiredPolicy = { readonly [K in keyof typeof requiredPolicyOutputs]: string };
