// QR codes (ISO/IEC 18004): bytes only, error correction level M, up to version 20 (666 bytes). More than an otpauth address needs.
const ECC = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/** The dark modules of the code, row by row. */
export function qr(text: string): boolean[][] {
  const bytes = [...new TextEncoder().encode(text)];
  let version = 1;
  while (bytes.length > dataLength(version) - (version < 10 ? 2 : 3)) version++;
  const words = interleaved(version, padded(version, bytes));
  const candidates = masks.map((_, mask) => drawn(version, words, mask));
  const scores = candidates.map(penalty);
  return candidates[scores.indexOf(Math.min(...scores))]!;
}

function wordsOf(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version > 1) {
    const align = Math.floor(version / 7) + 2;
    modules -= (25 * align - 10) * align - 55 + (version > 6 ? 36 : 0);
  }
  return Math.floor(modules / 8);
}

function dataLength(version: number): number {
  if (version > ECC.length) throw new RangeError('too long for a QR code');
  return wordsOf(version) - ECC[version - 1]! * BLOCKS[version - 1]!;
}

function padded(version: number, bytes: number[]): number[] {
  const lengthBits = version < 10 ? 8 : 16;
  const bits = [...binary(4, 4), ...binary(bytes.length, lengthBits), ...bytes.flatMap((byte) => binary(byte, 8)), 0, 0, 0, 0];
  const words: number[] = [];
  for (let i = 0; i + 8 <= bits.length; i += 8) words.push(parseInt(bits.slice(i, i + 8).join(''), 2));
  for (let pad = 0xec; words.length < dataLength(version); pad ^= 0xfd) words.push(pad);
  return words;
}

const binary = (value: number, length: number) => Array.from({ length }, (_, i) => (value >> (length - 1 - i)) & 1);

/** Data and error correction of all blocks; the first word of each, then the second of each. */
function interleaved(version: number, data: number[]): number[] {
  const count = BLOCKS[version - 1]!;
  const longer = data.length % count;
  const divisor = generator(ECC[version - 1]!);
  const blocks: number[][] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const length = Math.floor(data.length / count) + (i < count - longer ? 0 : 1);
    blocks.push(data.slice(at, (at += length)));
  }
  return [...transposed(blocks), ...transposed(blocks.map((block) => remainder(block, divisor)))];
}

function transposed(rows: number[][]): number[] {
  const width = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, i) => rows.flatMap((row) => (i < row.length ? [row[i]!] : []))).flat();
}

/** Multiplication in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(x: number, y: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((y >> i) & 1) * x);
  return product;
}

function generator(degree: number): number[] {
  const result: number[] = Array<number>(degree).fill(0);
  result[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    for (let j = 0; j < degree; j++) result[j] = times(result[j]!, root) ^ (result[j + 1] ?? 0);
  }
  return result;
}

function remainder(data: number[], divisor: number[]): number[] {
  const result = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ result.shift()!;
    result.push(0);
    divisor.forEach((each, i) => (result[i]! ^= times(each, factor)));
  }
  return result;
}

const masks: ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

function drawn(version: number, words: number[], mask: number): boolean[][] {
  const size = version * 4 + 17;
  const grid: (boolean | undefined)[][] = Array.from({ length: size }, () => Array<boolean | undefined>(size).fill(undefined));
  drawPatterns(grid, version);
  drawFormat(grid, mask);
  if (version > 6) drawVersion(grid, version);
  drawData(grid, words, masks[mask]!);
  return grid as boolean[][];
}

type Grid = (boolean | undefined)[][];

function drawPatterns(grid: Grid, version: number): void {
  const size = grid.length;
  for (let i = 0; i < size; i++) grid[6]![i] = grid[i]![6] = i % 2 === 0;
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) square(grid, x, y, 4, [0, 1, 3]);
  const centres = alignment(version, size);
  const last = centres.length - 1;
  centres.forEach((x, i) =>
    centres.forEach((y, j) => {
      const corner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!corner) square(grid, x, y, 2, [0, 2]);
    }),
  );
}

/** Rings around a centre: those at the distances of `dark` are dark. */
function square(grid: Grid, x: number, y: number, radius: number, dark: number[]): void {
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const row = grid[y + dy];
      if (row && x + dx >= 0 && x + dx < grid.length) row[x + dx] = dark.includes(Math.max(Math.abs(dx), Math.abs(dy)));
    }
  }
}

function alignment(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => size - 7 - (count - 2 - i) * step)];
}

/** `value` with its BCH check bits. */
function checked(value: number, checkBits: number, polynomial: number): number {
  let rest = value;
  for (let i = 0; i < checkBits; i++) rest = (rest << 1) ^ ((rest >> (checkBits - 1)) * polynomial);
  return (value << checkBits) | rest;
}

function drawFormat(grid: Grid, mask: number): void {
  const size = grid.length;
  const bits = checked(mask, 10, 0x537) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1;
    if (i < 8) grid[i < 6 ? i : i + 1]![8] = grid[8]![size - 1 - i] = dark;
    else {
      grid[8]![i < 9 ? 15 - i : 14 - i] = dark;
      grid[size - 15 + i]![8] = dark;
    }
  }
  grid[size - 8]![8] = true;
}

function drawVersion(grid: Grid, version: number): void {
  const bits = checked(version, 12, 0x1f25);
  for (let i = 0; i < 18; i++) {
    const far = grid.length - 11 + (i % 3);
    const near = Math.floor(i / 3);
    grid[near]![far] = grid[far]![near] = ((bits >> i) & 1) === 1;
  }
}

/** Two columns at a time from the right, up and down in turn. */
function drawData(grid: Grid, words: number[], mask: (x: number, y: number) => number): void {
  const size = grid.length;
  let bit = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let i = 0; i < size; i++) {
      const y = upward ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (grid[y]![x] !== undefined) continue;
        const dark = ((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        grid[y]![x] = (dark === 1) !== (mask(x, y) === 0);
        bit++;
      }
    }
  }
}

/** Long runs and blocks of one colour are hard to read. */
function penalty(grid: boolean[][]): number {
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x]!))];
  const runs = lines.flatMap((line) => line.map((dark) => (dark ? '1' : '0')).join('').match(/0{5,}|1{5,}/g) ?? []);
  let blocks = 0;
  grid.slice(1).forEach((row, y) =>
    row.slice(1).forEach((dark, x) => {
      if (dark === row[x] && dark === grid[y]![x] && dark === grid[y]![x + 1]) blocks++;
    }),
  );
  return runs.reduce((sum, run) => sum + run.length - 2, 0) + blocks * 3;
}
