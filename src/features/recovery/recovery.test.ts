import { expect, test } from "vitest";
import { againAskMs, firstAskMs, mayAsk } from "./recovery.ts";

const since = Date.UTC(2026, 5, 9);

test("S66 a sheet is asked for after the first week, once a month at most, and never once there is one", () => {
  const asks = (now: number, note: Parameters<typeof mayAsk>[0]["note"]) => mayAsk({ since, note, now });
  expect(asks(since + firstAskMs - 1, null)).toBe(false);
  expect(asks(since + firstAskMs, null)).toBe(true);
  const put = since + firstAskMs;
  expect(asks(put + againAskMs - 1, { madeAt: null, askedAt: put })).toBe(false);
  expect(asks(put + againAskMs, { madeAt: null, askedAt: put })).toBe(true);
  expect(asks(put + 40 * againAskMs, { madeAt: put, askedAt: put })).toBe(false);
});
