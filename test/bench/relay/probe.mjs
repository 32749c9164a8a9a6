// Loaded into every measured server by --import: answers its parent's questions about processor time and memory.
process.on("message", (question) => {
  if (question === "usage") {
    globalThis.gc?.();
    globalThis.gc?.();
    process.send?.({ cpuMs: cpuMs(), rssBytes: process.memoryUsage.rss() });
  }
  if (question === "cpu") process.send?.({ cpuMs: cpuMs(), rssBytes: 0 });
});

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
// A parent that is gone has no more questions: nobody is left running.
process.on("disconnect", () => process.exit());
