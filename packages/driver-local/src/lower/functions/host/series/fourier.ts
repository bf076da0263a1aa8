/** A series of complex numbers. */
export interface ComplexSeries {
  readonly real: readonly number[];
  readonly imaginary: readonly number[];
}

/**
 * The discrete Fourier transform of a series of any length, or its inverse. Lengths that are no power of two go through
 * Bluestein's convolution, so that all take time n log n. Source: "series_fft()", "series_ifft()".
 */
export function fourier({ real, imaginary }: ComplexSeries, inverse: boolean): ComplexSeries {
  const count = real.length;
  const sign = inverse ? 1 : -1;
  const data = { real: [...real], imaginary: [...imaginary] };
  const isPower = (count & (count - 1)) === 0;
  const result = isPower ? ofPower(data, sign) : ofAnyLength(data, sign);
  return inverse ? { real: result.real.map((value) => value / count), imaginary: result.imaginary.map((value) => value / count) } : result;
}

interface Mutable {
  readonly real: number[];
  readonly imaginary: number[];
}

function ofPower(data: Mutable, sign: number): Mutable {
  const count = data.real.length;
  reorder(data);
  for (let size = 2; size <= count; size *= 2) {
    for (let start = 0; start < count; start += size)
      for (let step = 0; step < size / 2; step++) butterfly(data, start + step, start + step + size / 2, (sign * 2 * Math.PI * step) / size);
  }
  return data;
}

function butterfly({ real, imaginary }: Mutable, low: number, high: number, angle: number): void {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const [r, i] = [real[high] ?? 0, imaginary[high] ?? 0];
  const [turnedReal, turnedImaginary] = [r * cosine - i * sine, r * sine + i * cosine];
  real[high] = (real[low] ?? 0) - turnedReal;
  imaginary[high] = (imaginary[low] ?? 0) - turnedImaginary;
  real[low] = (real[low] ?? 0) + turnedReal;
  imaginary[low] = (imaginary[low] ?? 0) + turnedImaginary;
}

/** Puts each element to the place of its number's bits read backwards. */
function reorder({ real, imaginary }: Mutable): void {
  const count = real.length;
  for (let index = 1, other = 0; index < count; index++) {
    let bit = count >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (index >= other) continue;
    [real[index], real[other]] = [real[other] ?? 0, real[index] ?? 0];
    [imaginary[index], imaginary[other]] = [imaginary[other] ?? 0, imaginary[index] ?? 0];
  }
}

function ofAnyLength(data: Mutable, sign: number): Mutable {
  const count = data.real.length;
  const size = 2 ** Math.ceil(Math.log2(2 * count + 1));
  const zeros = (): Mutable => ({ real: new Array<number>(size).fill(0), imaginary: new Array<number>(size).fill(0) });
  const [signal, chirp] = [zeros(), zeros()];
  const angles = data.real.map((_, index) => (sign * Math.PI * ((index * index) % (2 * count))) / count);
  angles.forEach((angle, index) => {
    multiply(signal, index, data, index, angle);
    for (const place of index === 0 ? [0] : [index, size - index]) {
      chirp.real[place] = Math.cos(angle);
      chirp.imaginary[place] = -Math.sin(angle);
    }
  });
  const product = convolved(signal, chirp, size);
  const result: Mutable = { real: [], imaginary: [] };
  angles.forEach((angle, index) => multiply(result, index, product, index, angle));
  return result;
}

/** Puts an element, turned by an angle, into another series. */
function multiply(into: Mutable, at: number, from: Mutable, index: number, angle: number): void {
  const [r, i] = [from.real[index] ?? 0, from.imaginary[index] ?? 0];
  into.real[at] = r * Math.cos(angle) - i * Math.sin(angle);
  into.imaginary[at] = r * Math.sin(angle) + i * Math.cos(angle);
}

function convolved(first: Mutable, second: Mutable, size: number): Mutable {
  const [a, b] = [ofPower(first, -1), ofPower(second, -1)];
  const product: Mutable = { real: [], imaginary: [] };
  for (let index = 0; index < size; index++) {
    const [ar, ai, br, bi] = [a.real[index] ?? 0, a.imaginary[index] ?? 0, b.real[index] ?? 0, b.imaginary[index] ?? 0];
    product.real.push(ar * br - ai * bi);
    product.imaginary.push(ar * bi + ai * br);
  }
  const back = ofPower(product, 1);
  return { real: back.real.map((value) => value / size), imaginary: back.imaginary.map((value) => value / size) };
}
