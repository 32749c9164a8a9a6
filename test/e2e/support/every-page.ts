// Every page of the app and what it is called in each state it can be opened in. A page that is missing here fails
// pages.dom.test.ts; one that is here is opened by pages.spec.ts, and held to what every page must hold.

export interface PageRow {
  /** Its first heading, where there is something to show. */
  is: string;
  /** Before anything has been written, if it is called something else then. */
  empty?: string;
  /** With an id that names nothing here: a page that takes one says so in its own words. */
  unknown?: string;
}

/** As the router writes them; what `:id` stands for is found by the story that opens them. */
export const everyPage: Readonly<Record<string, PageRow>> = {
  "/": { is: "Your groups" },
  "/start": { is: "Start a group" },
  "/start/together": { is: "Start it together, in one room" },
  "/founding/:id": { is: "Start Canal Side together", unknown: "This is no longer on this device" },
  "/join": { is: "Join with an invitation" },
  "/join/:id": { is: "Now compare four words", unknown: "This request is no longer on this device" },
  "/recover": { is: "I have a recovery sheet" },
  "/g/:group": { is: "Home", unknown: "This group is not on this device" },
  "/g/:group/agreements": { is: "Agreements" },
  "/g/:group/agreements/:id": { is: "Children", unknown: "Without a title" },
  "/g/:group/questions": { is: "What we decided" },
  "/g/:group/questions/:id": { is: "Children are welcome.", unknown: "What we decided" },
  "/g/:group/people": { is: "People" },
  "/g/:group/people/numbers": { is: "How we count" },
  "/g/:group/people/:member": { is: "Bob", unknown: "Nobody in this group is behind this address" },
  "/g/:group/leave": { is: "Leave this group" },
  "/g/:group/start-again": { is: "Start again from our copies" },
  "/g/:group/take-off": { is: "Take it off this device" },
  "/g/:group/relay": { is: "Relay" },
  "/g/:group/device": { is: "This device" },
  "/g/:group/sheet": { is: "Print a recovery sheet" },
  "/g/:group/keys": { is: "Keys" },
  "/g/:group/working-groups": { is: "Working groups" },
  "/g/:group/working-groups/:id": { is: "Kitchen", unknown: "This working group is not here" },
};

export const takesAnId = (route: string): boolean => /:(?!group)/.test(route) || route === "/g/:group";
/** Needs a group to be there. */
export const inGroup = (route: string): boolean => route.startsWith("/g/");
