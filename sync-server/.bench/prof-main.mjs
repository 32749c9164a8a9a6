import inspector from "node:inspector"; import fs from "node:fs";
const s = new inspector.Session(); s.connect(); s.post("Profiler.enable"); s.post("Profiler.start");
process.on("exit", () => s.post("Profiler.stop", (e, r) => { fs.mkdirSync("/tmp/fogata/prof", { recursive: true }); fs.writeFileSync("/tmp/fogata/prof/p.cpuprofile", JSON.stringify(r.profile)); }));
await import("./main.mjs");
