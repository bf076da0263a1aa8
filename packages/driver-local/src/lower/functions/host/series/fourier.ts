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
  const data = { real: Float64Array.from(real), imaginary: Float64Array.from(imaginary) };
  if (inverse) conjugate(data); // the inverse is the transform of the conjugate, conjugated
  const isPower = (count & (count - 1)) === 0;
  const result = isPower ? ofPower(data) : ofAnyLength(data);
  if (!inverse) return { real: [...result.real], imaginary: [...result.imaginary] };
  return { real: Array.from(result.real, (value) => value / count), imaginary: Array.from(result.imaginary, (value) => -value / count) };
}

interface Mutable {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

function conjugate({ imaginary }: Mutable): void {
  for (let index = 0; index < imaginary.length; index++) imaginary[index] = -(imaginary[index] as number);
}

/** The turns of a circle in so many steps; made once for the rows of a query, whose series mostly have one length. */
const turns = new Map<number, Mutable>();
const MOST_TURNS = 8;

function turnsOf(size: number): Mutable {
  const known = turns.get(size);
  if (known) return known;
  const made = { real: new Float64Array(size / 2), imaginary: new Float64Array(size / 2) };
  for (let step = 0; step < size / 2; step++) {
    made.real[step] = Math.cos((2 * Math.PI * step) / size);
    made.imaginary[step] = -Math.sin((2 * Math.PI * step) / size);
  }
  if (turns.size >= MOST_TURNS) turns.clear();
  turns.set(size, made);
  return made;
}

/** The transform of a series whose length is a power of two, in place. */
function ofPower(data: Mutable): Mutable {
  const count = data.real.length;
  if (count < 2) return data;
  reorder(data);
  const circle = turnsOf(count);
  for (let half = 1; half < count; half *= 2) combineHalves(data, half, circle);
  return data;
}

/** Puts transforms of `half` elements together to transforms of twice as many. */
function combineHalves({ real, imaginary }: Mutable, half: number, circle: Mutable): void {
  const count = real.length;
  const stride = count / (2 * half);
  const { real: cosines, imaginary: sines } = circle;
  for (let start = 0; start < count; start += 2 * half)
    for (let step = 0; step < half; step++) {
      const low = start + step;
      const high = low + half;
      const cosine = cosines[step * stride] as number;
      const sine = sines[step * stride] as number;
      const turnedReal = (real[high] as number) * cosine - (imaginary[high] as number) * sine;
      const turnedImaginary = (real[high] as number) * sine + (imaginary[high] as number) * cosine;
      real[high] = (real[low] as number) - turnedReal;
      imaginary[high] = (imaginary[low] as number) - turnedImaginary;
      real[low] = (real[low] as number) + turnedReal;
      imaginary[low] = (imaginary[low] as number) + turnedImaginary;
    }
}

/** Puts each element to the place of its number's bits read backwards. */
function reorder({ real, imaginary }: Mutable): void {
  const count = real.length;
  for (let index = 1, other = 0; index < count; index++) {
    let bit = count >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (index >= other) continue;
    swap(real, index, other);
    swap(imaginary, index, other);
  }
}

function swap(values: Float64Array, one: number, other: number): void {
  const kept = values[one] as number;
  values[one] = values[other] as number;
  values[other] = kept;
}

function ofAnyLength(data: Mutable): Mutable {
  const count = data.real.length;
  const size = 2 ** Math.ceil(Math.log2(2 * count + 1));
  const angles = Float64Array.from(data.real, (_, index) => (-Math.PI * ((index * index) % (2 * count))) / count);
  const signal = turned(data, angles, size);
  const chirp = { real: new Float64Array(size), imaginary: new Float64Array(size) };
  angles.forEach((angle, index) => {
    for (const place of index === 0 ? [0] : [index, size - index]) {
      chirp.real[place] = Math.cos(angle);
      chirp.imaginary[place] = -Math.sin(angle);
    }
  });
  return turned(convolved(signal, chirp), angles, count);
}

/** Elements turned by an angle each; zeros where there is no angle. */
function turned(from: Mutable, angles: Float64Array, size: number): Mutable {
  const made = { real: new Float64Array(size), imaginary: new Float64Array(size) };
  angles.forEach((angle, index) => {
    const r = from.real[index] as number;
    const i = from.imaginary[index] as number;
    const cosine = Math.cos(angle);
    const sine = Math.sin(angle);
    made.real[index] = r * cosine - i * sine;
    made.imaginary[index] = r * sine + i * cosine;
  });
  return made;
}

function convolved(first: Mutable, second: Mutable): Mutable {
  const size = first.real.length;
  const [a, b] = [ofPower(first), ofPower(second)];
  for (let index = 0; index < size; index++) {
    const ar = a.real[index] as number;
    const ai = a.imaginary[index] as number;
    const br = b.real[index] as number;
    const bi = b.imaginary[index] as number;
    a.real[index] = (ar * br - ai * bi) / size;
    a.imaginary[index] = -(ar * bi + ai * br) / size;
  }
  const back = ofPower(a);
  conjugate(back);
  return back;
}
