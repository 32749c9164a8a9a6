// What is needed once somebody is in a group, or on the way into one: the engine up to the documents, and every page but
// the first. One file of script in the build, so that a slow line is asked once.
import "./ui/print-styles.ts";

export { openDevice, webSocketTransport } from "@fogata/sync";
export { default as AgreementPage } from "./features/agreement/AgreementPage.tsx";
export { default as AgreementsPage } from "./features/agreement/AgreementsPage.tsx";
export { AskedForHome } from "./features/agreement/comments/AskedForHome.tsx";
export { BelongingHome } from "./features/belonging/BelongingHome.tsx";
export { default as HereNote } from "./features/belonging/HereNote.tsx";
export { default as LeavePage } from "./features/belonging/LeavePage.tsx";
export { default as NumbersPage } from "./features/belonging/NumbersPage.tsx";
export { default as DecidedPage } from "./features/deciding/DecidedPage.tsx";
export { default as QuestionPage } from "./features/deciding/QuestionPage.tsx";
export { QuestionsHome } from "./features/deciding/QuestionsHome.tsx";
export { default as DevicePage } from "./features/device/DevicePage.tsx";
export { default as NotFoundPage } from "./features/fault/NotFoundPage.tsx";
export { default as BeginPage } from "./features/founding/BeginPage.tsx";
export { default as FoundingPage } from "./features/founding/FoundingPage.tsx";
export { default as StartPage } from "./features/groups/StartPage.tsx";
export { default as AskedPage } from "./features/join/AskedPage.tsx";
export { default as JoinPage } from "./features/join/JoinPage.tsx";
export { default as PeoplePage } from "./features/people/PeoplePage.tsx";
export { default as PersonPage } from "./features/people/PersonPage.tsx";
export { default as RecoverPage } from "./features/recovery/RecoverPage.tsx";
export { SheetDue } from "./features/recovery/SheetDue.tsx";
export { default as SheetPage } from "./features/recovery/SheetPage.tsx";
export { default as RelayPage } from "./features/relay/RelayPage.tsx";
export { default as StartAgainPage } from "./features/start-again/StartAgainPage.tsx";
export { default as TakeOffPage } from "./features/start-again/TakeOffPage.tsx";
