export { Dashboard, type DashboardOutputs, type DashboardProps } from "./dashboard";
