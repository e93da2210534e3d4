export { charge, type Price } from "./price";
export { parseQuantity } from "./quantity-text";
export { dividedBy, exactly, isExact, mapRange, sum, times, type Range } from "./range";
export { listPrices, services, units, type Unit } from "./units";
export { inFurtherRegion, optionOf, scenariosOf, volumes, volumesWith, type VolumeName, type Volumes } from "./volumes";
