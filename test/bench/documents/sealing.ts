// Sealing and opening fifty keystrokes, against WebCrypto doing the same four operations on the same bytes and nothing else.
import * as A from "@automerge/automerge/slim";
import { cardOf, type DeviceKeys, epochKeys, openEntry, type Primitives, sealEntry, webPrimitives } from "@fogata/keys";
import { alternate, type Row, spent } from "../measure.ts";
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
      sealCpu: { what: "processor time for it", unit: "ms" },
      open: { what: "derive, decrypt, verify", unit: "ms" },
      openCpu: { what: "processor time for that", unit: "ms" },
    },
    async run(one) {
      const sealed = await spent(async () => {
        for (let n = 1; n <= times; n++) await one.seal(n);
      });
      const opened = await spent(async () => {
        for (let n = 1; n <= times; n++) await one.open();
      });
      return {
        seal: sealed.ms / times,
        sealCpu: sealed.cpu / times,
        open: opened.ms / times,
        openCpu: opened.cpu / times,
      };
    },
    target: (_, median) => ({
      text: "≤ 1.3 × WebCrypto",
      reached: median("Fogata") <= 1.3 * median("WebCrypto's own calls"),
    }),
  });
}

/** HKDF, Ed25519 and AES-GCM over as many bytes, one after the other, by the platform alone: keys that stay are imported once. */
async function bareCalls(p: Primitives, device: DeviceKeys, length: number) {
  const { subtle } = globalThis.crypto;
  const bytes = (count: number) => p.randomBytes(count) as Uint8Array<ArrayBuffer>;
  const plain = bytes(length - 30 - 16);
  const gcm = { name: "AES-GCM", iv: bytes(12), additionalData: bytes(62), tagLength: 128 };
  const base = await subtle.importKey("raw", bytes(32), "HKDF", false, ["deriveBits"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: bytes(18), info: bytes(48) };
  const derive = async (usage: KeyUsage) =>
    subtle.importKey("raw", await subtle.deriveBits(hkdf, base, 256), "AES-GCM", false, [usage]);
  const signing = device.sign.handle as CryptoKey;
  const card = device.sign.publicKey as Uint8Array<ArrayBuffer>;
  const verifying = await subtle.importKey("raw", card, "Ed25519", false, ["verify"]);
  const signature = await subtle.sign("Ed25519", signing, plain);
  const sealed = await subtle.encrypt(gcm, await derive("encrypt"), plain);
  return {
    async seal() {
      const key = await derive("encrypt");
      await subtle.sign("Ed25519", signing, plain);
      await subtle.encrypt(gcm, key, plain);
    },
    async open() {
      const key = await derive("decrypt");
      await subtle.decrypt(gcm, key, sealed);
      await subtle.verify("Ed25519", verifying, signature, plain);
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
