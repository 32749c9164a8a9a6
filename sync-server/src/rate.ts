// How fast one address may speak: a bucket that refills. Knows neither clock nor socket.

export interface Rate {
  /** Takes one token of this address; false when there is none. */
  take(address: string, now: number): boolean;
}

/** `perSecond` 0 means no limit. Addresses live in memory only, and only until their bucket is full again. */
export function createRate(o: { perSecond: number; burst: number; addressesMax: number }): Rate {
  const buckets = new Map<string, { tokens: number; at: number }>();

  function sweep(now: number): void {
    const fullAfterMs = (o.burst / o.perSecond) * 1000;
    for (const [address, bucket] of buckets) if (now - bucket.at >= fullAfterMs) buckets.delete(address);
    // Still too many: better to forget what someone used than to remember without bound.
    if (buckets.size >= o.addressesMax) buckets.clear();
  }

  return {
    take(address, now) {
      if (o.perSecond === 0) return true;
      let bucket = buckets.get(address);
      if (bucket === undefined) {
        if (buckets.size >= o.addressesMax) sweep(now);
        bucket = { tokens: o.burst, at: now };
        buckets.set(address, bucket);
      }
      const refill = (Math.max(0, now - bucket.at) / 1000) * o.perSecond;
      bucket.tokens = Math.min(o.burst, bucket.tokens + refill);
      bucket.at = now;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
