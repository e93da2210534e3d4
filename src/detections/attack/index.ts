import { abuse } from "./abuse";
import { compute } from "./compute";
import { concealment } from "./concealment";
import { credentials } from "./credentials";
import { exposure } from "./exposure";
import { permissions } from "./permissions";
import { secrets } from "./secrets";

/** Other techniques of intruders, each known from real attacks. */
export const attack = [...credentials, ...permissions, ...secrets, ...compute, ...exposure, ...concealment, ...abuse];
