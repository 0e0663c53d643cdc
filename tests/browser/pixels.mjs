// Reads a pixel of a PNG as Chromium writes it: eight bits, no interlacing.

import { inflateSync } from "node:zlib";

/** Brightness, from 0 to 255, of the pixel near the upper left corner of a picture. */
export function brightness(png, [x, y] = [6, 6]) {
  const chunks = [];
  let header;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") header = data;
    if (type === "IDAT") chunks.push(data);
    at += length + 12;
  }
  const width = header.readUInt32BE(0);
  const bytes = header[9] === 6 ? 4 : 3;
  const lines = unfiltered(inflateSync(Buffer.concat(chunks)), width * bytes, bytes, y + 1);
  const pixel = lines[y].subarray(x * bytes, x * bytes + 3);
  return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

/** The first lines of a picture, each byte without what its filter took from it. */
function unfiltered(data, length, bytes, count) {
  const lines = [];
  let above = new Uint8Array(length);
  for (let row = 0; row < count; row += 1) {
    const filter = data[row * (length + 1)];
    const line = Uint8Array.from(data.subarray(row * (length + 1) + 1, (row + 1) * (length + 1)));
    for (let place = 0; place < length; place += 1) {
      const [left, up, corner] = [line[place - bytes] ?? 0, above[place], above[place - bytes] ?? 0];
      line[place] += [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter];
    }
    lines.push(line);
    above = line;
  }
  return lines;
}

/** The one of three neighbours that is nearest to what they predict together. */
function nearest(left, up, corner) {
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
