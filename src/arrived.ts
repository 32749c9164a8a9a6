// The first thing that runs on the page: an invitation's secret leaves the address before any other code can see it.
import { takeInvitation } from "./arrival.ts";

export const arrivedWith: string | null = takeInvitation(location, history);
