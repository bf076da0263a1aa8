import { convertUnit } from "./convert-unit.js";
import { host, type HostFunctions } from "../host-function.js";
import { betaCdf, betaInv, betaPdf, erf, erfc, welchTest } from "./special-functions.js";
import { sessionStarts } from "./session-starts.js";
import { weightedPlace } from "./weighted-place.js";

const three = ["DOUBLE", "DOUBLE", "DOUBLE"] as const;

/** Functions of numbers. */
export const numberHosts: HostFunctions = {
  host_beta_cdf: host(three, "DOUBLE", betaCdf),
  host_beta_inv: host(three, "DOUBLE", betaInv),
  host_beta_pdf: host(three, "DOUBLE", betaPdf),
  host_erf: host(["DOUBLE"], "DOUBLE", erf),
  host_erfc: host(["DOUBLE"], "DOUBLE", erfc),
  host_welch_test: host([...three, ...three], "DOUBLE", welchTest),
  host_convert: host(["DOUBLE", "VARCHAR", "VARCHAR", "VARCHAR"], "DOUBLE", convertUnit),
  host_weighted_place: host(["VARCHAR", "VARCHAR", "DOUBLE"], "BIGINT", weightedPlace),
  host_session_starts: host(["VARCHAR", "VARCHAR", "BIGINT", "BIGINT"], "VARCHAR", sessionStarts),
};
