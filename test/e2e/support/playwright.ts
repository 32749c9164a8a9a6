// Playwright's hands and vitest's expectations, under one roof for the stories.
export type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
export { expect } from "vitest";
