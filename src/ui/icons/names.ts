// The icons the pages use, by Phosphor's own names (regular weight, MIT). After a change here run
// `node test/tools/make-sprite.mjs`, which writes sprite.svg.
export const iconNames = [
  "arrows-clockwise",
  "broadcast",
  "caret-left",
  "caret-right",
  "chat-circle-dots",
  "check",
  "check-circle",
  "clock",
  "cloud-slash",
  "copy",
  "device-mobile",
  "download-simple",
  "envelope-simple",
  "eye",
  "eye-slash",
  "file-arrow-down",
  "house",
  "info",
  "lock-simple",
  "pencil-simple-line",
  "plus",
  "prohibit",
  "scroll",
  "user-plus",
  "users-three",
  "warning-circle",
  "x",
] as const;

export type IconName = (typeof iconNames)[number];
