// Every page, in every state it is drawn in: one heading, one status, nothing axe objects to, no style attributes.
import { cleanup, screen, waitFor } from "@solidjs/testing-library";
import axe from "axe-core";
import { afterEach, describe, expect, test } from "vitest";
import { openApp } from "../../test/support/app.tsx";
import { scenes } from "../../test/tools/preview/scenes.ts";

afterEach(cleanup);

describe.each(Object.entries(scenes))("page %s", (name, scene) => {
  test("reads well without seeing it", async () => {
    openApp(scene.path, scene.picture);
    if (name === "opening") await waitFor(() => expect(document.querySelector(".skeleton")).not.toBeNull());
    await screen.findByRole("heading", { level: 1 });

    expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
    expect(screen.queryAllByRole("status").length).toBeLessThanOrEqual(1);
    expect(screen.queryAllByRole("main")).toHaveLength(1);
    expect(document.querySelectorAll("[style]")).toHaveLength(0);
    expect(document.title).toMatch(/ · /);

    const { violations } = await axe.run(document, {
      // jsdom lays nothing out, so colours are not there to be judged: e2e looks at those.
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`)).toEqual([]);
  });
});
