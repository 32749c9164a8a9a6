// Every page and where it stands. The first screen comes with the app; the others load when they are first opened.
import { lazy } from "solid-js";

export { GroupsPage } from "./groups/GroupsPage.tsx";
export const StartPage = lazy(() => import("./groups/StartPage.tsx"));
export const JoinPage = lazy(() => import("./join/JoinPage.tsx"));
export const AskedPage = lazy(() => import("./join/AskedPage.tsx"));

export const GroupFrame = lazy(() => import("./group/GroupFrame.tsx"));
/** Within a group, under `/g/:group`. */
export const groupPages = {
  "/": lazy(() => import("./group/HomePage.tsx")),
  "/agreements": lazy(() => import("./agreement/AgreementsPage.tsx")),
  "/agreements/:id": lazy(() => import("./agreement/AgreementPage.tsx")),
  "/people": lazy(() => import("./people/PeoplePage.tsx")),
  "/relay": lazy(() => import("./relay/RelayPage.tsx")),
  "/device": lazy(() => import("./device/DevicePage.tsx")),
} as const;

export const NotFoundPage = lazy(() => import("./fault/NotFoundPage.tsx"));
