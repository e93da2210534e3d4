export {
  OrganizationAdministrators,
  type OrganizationAdministratorsOutputs,
  type OrganizationAdministratorsProps,
} from "./administrators";
export {
  OrganizationAdministratorsOfRegion,
  type OrganizationAdministratorsOfRegionOutputs,
  type OrganizationAdministratorsOfRegionProps,
} from "./administrators-of-region";
