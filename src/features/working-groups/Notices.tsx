// What came of a press, and what stands in the way of reading or writing the working groups.
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { DocumentNotices } from "../DocumentNotices.tsx";
import { usePlaces } from "./places.tsx";

export function Notices() {
  const places = usePlaces();
  return (
    <DocumentNotices
      said={places.said}
      refused={places.refused()}
      newer={places.open.newer()}
      fault={places.open.fault()}
      words={words}
    />
  );
}
