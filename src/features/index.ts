// Every page and where it stands. The first screen comes with the app; the others load when they are first opened.
import { part } from "./part.ts";

export { GroupsPage } from "./groups/GroupsPage.tsx";
export const StartPage = part(() => import("./groups/StartPage.tsx"));
export const JoinPage = part(() => import("./join/JoinPage.tsx"));
export const AskedPage = part(() => import("./join/AskedPage.tsx"));

export const GroupFrame = part(() => import("./group/GroupFrame.tsx"));
/** Within a group, under `/g/:group`. */
export const groupPages = {
  "/": part(() => import("./group/HomePage.tsx")),
  "/agreements": part(() => import("./agreement/AgreementsPage.tsx")),
  "/agreements/:id": part(() => import("./agreement/AgreementPage.tsx")),
  "/people": part(() => import("./people/PeoplePage.tsx")),
  "/relay": part(() => import("./relay/RelayPage.tsx")),
  "/device": part(() => import("./device/DevicePage.tsx")),
} as const;

export const NotFoundPage = part(() => import("./fault/NotFoundPage.tsx"));
