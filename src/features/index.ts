// Every page and where it stands. The first screen and a group's home come with the app; the others are one file that
// loads right after.
import type { Component } from "solid-js";
import GroupFrame from "./group/GroupFrame.tsx";
import HomePage from "./group/HomePage.tsx";
import { GroupsPage } from "./groups/GroupsPage.tsx";
import { kindPages } from "./kinds.ts";
import { part } from "./part.ts";

export { GroupFrame };

type Inner = typeof import("../inner.ts");
type Page =
  | "StartPage"
  | "BeginPage"
  | "FoundingPage"
  | "JoinPage"
  | "AskedPage"
  | "AgreementsPage"
  | "AgreementPage"
  | "DecidedPage"
  | "QuestionPage"
  | "PeoplePage"
  | "PersonPage"
  | "NumbersPage"
  | "LeavePage"
  | "StartAgainPage"
  | "TakeOffPage"
  | "RelayPage"
  | "RecoverPage"
  | "SheetPage";
const inner = <Name extends Page | "DevicePage" | "NotFoundPage">(name: Name) =>
  part(() => import("../inner.ts").then((pages) => ({ default: pages[name] as Inner[Name] })));

/** Before there is a group, or on the way into one. */
export const plainPages: Readonly<Record<string, Component>> = {
  "/": GroupsPage,
  "/start": inner("StartPage"),
  "/start/together": inner("BeginPage"),
  "/founding/:id": inner("FoundingPage"),
  "/join": inner("JoinPage"),
  "/join/:id": inner("AskedPage"),
  "/recover": inner("RecoverPage"),
};

/** Within a group, under `/g/:group`. */
export const groupPages: Readonly<Record<string, Component>> = {
  ...Object.fromEntries(
    kindPages.flatMap(({ path, page, one }) => [[path, page], ...(one ? [[`${path}/:id`, one]] : [])]),
  ),
  "/": HomePage,
  "/agreements": inner("AgreementsPage"),
  "/agreements/:id": inner("AgreementPage"),
  "/questions": inner("DecidedPage"),
  "/questions/:id": inner("QuestionPage"),
  "/people": inner("PeoplePage"),
  "/people/numbers": inner("NumbersPage"),
  "/people/:member": inner("PersonPage"),
  "/leave": inner("LeavePage"),
  "/start-again": inner("StartAgainPage"),
  "/take-off": inner("TakeOffPage"),
  "/relay": inner("RelayPage"),
  "/device": inner("DevicePage"),
  "/sheet": inner("SheetPage"),
};

export const NotFoundPage = inner("NotFoundPage");
