/** What is handed on of everything that exists already and has a policy of its own, which only its owner changes. */
export const requiredPolicyOutputs = {
  requiredPolicy: "Policy it must have, as JSON: that of a new one. What else its policy says may stay.",
};

export type RequiredPolicy = { readonly [K in keyof typeof requiredPolicyOutputs]: string };
