// Sealing and opening fifty keystrokes, against WebCrypto doing the same four operations on the same bytes and nothing else.
import * as A from "@automerge/automerge/slim";
import { cardOf, type DeviceKeys, epochKeys, openEntry, type Primitives, sealEntry, webPrimitives } from "@fogata/keys";
import { alternate, type Row, timed } from "../measure.ts";
import { newShelf, ref } from "./device.ts";

const keystrokes = 50;
const times = Number(process.env.FOGATA_BENCH_SEALS ?? 500);
const none = "0".repeat(64);

export async function sealing(): Promise<Row[]> {
  const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
  const { comp, payload } = await typed(keystrokes);
  const epoch = await epochKeys(p, p.randomBytes(32));
  const unwrapped = await p.newDeviceKeys(await p.newRestKey());
  const device: DeviceKeys = unwrapped.keys;
  const content = { type: "changes" as const, doc: "ab".repeat(16), comp, payload };
  const seal = async (n: number) => {
    const sealed = await sealEntry(p, { epoch, device, n, prev: none, skippedFrom: n, seen: none, content });
    if (!sealed.ok) throw new Error(sealed.reason);
    return sealed.value.bytes;
  };
  const bytes = await seal(1);
  const signingKey = cardOf(device).sign;
  const open = async () => {
    const opened = await openEntry(p, { bytes, epochs: new Map([[epoch.kid, epoch]]), signingKeyOf: () => signingKey });
    if (!opened.ok) throw new Error(opened.reason);
  };
  const bare = await bareCalls(p, device, bytes.length);
  const contestants = [
    { name: "WebCrypto's own calls", seal: bare.seal, open: bare.open },
    { name: "Fogata", seal: (n: number) => seal(n), open },
  ];
  return alternate({
    group: `sealing ${keystrokes} keystrokes (${payload.length} B in ${bytes.length} B)`,
    contestants,
    values: {
      seal: { what: "derive, sign, encrypt", unit: "ms" },
      open: { what: "derive, decrypt, verify", unit: "ms" },
    },
    async run(one) {
      const sealMs = await timed(async () => {
        for (let n = 1; n <= times; n++) await one.seal(n);
      });
      const openMs = await timed(async () => {
        for (let n = 1; n <= times; n++) await one.open();
      });
      return { seal: sealMs / times, open: openMs / times };
    },
    target: (_, median) => ({
      text: "≤ 1.3 × WebCrypto",
      reached: median("Fogata") <= 1.3 * median("WebCrypto's own calls"),
    }),
  });
}

/** HKDF, Ed25519 and AES-GCM over as many bytes, one after the other. */
async function bareCalls(p: Primitives, device: DeviceKeys, length: number) {
  const plain = p.randomBytes(length - 62 - 16);
  const nonce = p.randomBytes(12);
  const aad = p.randomBytes(94);
  const secret = p.randomBytes(32);
  const derive = () => p.hkdfSha256({ key: secret, salt: nonce, info: aad, length: 32 });
  const signature = await p.sign(device.sign, plain);
  const sealed = await p.aeadSeal({ key: await derive(), nonce, aad, plain });
  return {
    async seal() {
      const key = await derive();
      await p.sign(device.sign, plain);
      await p.aeadSeal({ key, nonce, aad, plain });
    },
    async open() {
      const key = await derive();
      await p.aeadOpen({ key, nonce, aad, sealed });
      await p.verify({ publicKey: device.sign.publicKey, data: plain, signature });
    },
  };
}

/** What one flush of somebody typing holds, packed as the engine packs it. */
async function typed(count: number) {
  let doc = A.from({ text: "" });
  const before = A.getHeads(doc);
  for (let i = 0; i < count; i++) doc = A.change(doc, (draft) => A.splice(draft, ["text"], i, 0, "abcdefgh "[i % 9]!));
  const hashes = A.getChangesMetaSince(doc, before).map(({ hash }) => hash);
  const documents = await (await newShelf()).documents();
  await documents.create(ref, A.save(doc));
  const encoded = await documents.encode(ref, hashes);
  await documents.close();
  return encoded;
}
