// Part of the service worker: files whose names carry their content come straight from its cache, without waking it,
// in browsers that can be told so once for all. The others ask it each time, and get the same.
addEventListener("install", (event) => {
  event.addRoutes?.({ condition: { urlPattern: "/assets/*" }, source: "cache" })?.catch(() => {});
});
