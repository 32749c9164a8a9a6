// Which addresses may stand for a relay. A member, or whoever made a link, says where every other device connects to:
// so it is a WebSocket and nothing else, written in one plain way that no browser reads differently.
export const urlLengthMax = 500;

const name = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?";
const relayUrl = new RegExp(`^wss?://(?:${name}|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?(?:/[a-zA-Z0-9._~%/-]*)?$`);

/** No user, no query, no fragment, no letter that could show another address than the one it leads to. */
export function isRelayUrl(url: string): boolean {
  return url.length <= urlLengthMax && relayUrl.test(url);
}
