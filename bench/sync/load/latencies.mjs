/** Milliseconds, a great many of them. */
export class Latencies {
  #values = new Float32Array(1 << 16);
  count = 0;

  add(value) {
    if (this.count === this.#values.length) {
      const larger = new Float32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.count++] = value;
  }

  summary() {
    const sorted = this.#values.slice(0, this.count).sort();
    const at = (share) => (sorted.length === 0 ? null : sorted[Math.floor(share * (sorted.length - 1))]);
    return { count: this.count, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
