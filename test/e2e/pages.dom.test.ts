// Whoever adds a page adds its row: the table that every page is opened from is held to the router's own.
import { expect, test } from "vitest";
import { groupPages, plainPages } from "../../src/features/index.ts";
import { everyPage, takesAnId } from "./support/every-page.ts";

test("every page of the app has a row in the table that opens them all, and no row is of a page that is gone", () => {
  const within = Object.keys(groupPages).map((path) => `/g/:group${path === "/" ? "" : path}`);
  expect(Object.keys(everyPage).sort()).toEqual([...Object.keys(plainPages), ...within].sort());
});

test("a page that takes an id has words for an id that names nothing", () => {
  const without = Object.entries(everyPage).filter(
    ([route, { unknown }]) => takesAnId(route) !== (unknown !== undefined),
  );
  expect(without.map(([route]) => route)).toEqual([]);
});
