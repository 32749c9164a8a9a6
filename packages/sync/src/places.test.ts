import "fake-indexeddb/auto";
import { webPrimitives } from "@fogata/keys";
import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { openPlace, type Place } from "./places.ts";
import { findRest, openRest } from "./rest.ts";

const p = webPrimitives({ crypto });
const bytes = new TextEncoder().encode("our words");

function opened(place: Place) {
  if (!place.database.ok) throw new Error(place.database.reason);
  return place.database.value;
}
async function write(place: Place): Promise<void> {
  const rest = await openRest(p, opened(place), () => {});
  if (!rest.ok) throw new Error(rest.reason);
  await rest.value.sealed.write([{ key: "note/1", value: bytes }], "strict");
}
async function read(place: Place): Promise<Uint8Array | null> {
  const rest = await openRest(p, opened(place), () => {});
  return rest.ok ? rest.value.sealed.get("note/1") : null;
}

test("S65 beginning afresh leaves the first as it is, beside it; going back finds every word", async () => {
  const browser = new IDBFactory();
  const first = await openPlace("fogata", browser);
  expect([first.name, first.aside]).toEqual(["fogata", []]);
  await write(first);
  expect(await first.beginAfresh()).toBe(true);
  const second = await openPlace("fogata", browser);
  expect([second.name, second.aside]).toEqual(["fogata-2", ["fogata"]]);
  expect(await opened(second).storage.keys("")).toEqual([]);
  expect(await read(second)).toBeNull();
  expect(await second.goBack("fogata")).toBe(true);
  const back = await openPlace("fogata", browser);
  expect([back.name, back.aside]).toEqual(["fogata", ["fogata-2"]]);
  expect(await read(back)).toEqual(bytes);
});

test("S65 only what is not in use is erased, and what is not known is neither gone to nor erased", async () => {
  const browser = new IDBFactory();
  const first = await openPlace("fogata", browser);
  await write(first);
  expect(await first.erase("fogata")).toBe(false);
  expect(await first.goBack("elsewhere")).toBe(false);
  expect(await first.erase("elsewhere")).toBe(false);
  await first.beginAfresh();
  const second = await openPlace("fogata", browser);
  expect(await second.erase("fogata")).toBe(true);
  // Its key went with its words: nothing is left that opens anything.
  expect(await opened(first).storage.keys("")).toEqual([]);
  expect((await findRest(p, opened(first))).ok).toBe(true);
  expect((await openPlace("fogata", browser)).aside).toEqual([]);
});
