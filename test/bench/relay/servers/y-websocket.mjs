// y-websocket's own server, its documents in LevelDB through its own persistence (YPERSISTENCE names the folder).
process.env.HOST = "localhost";
await import("../../node_modules/@y/websocket-server/src/server.js");
