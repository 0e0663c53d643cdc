// What reads files in pieces (src/browser/reading.js), by itself: what a packed file may unpack to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { read } from "../../src/browser/reading.js";

const MB = 1 << 20;

/** An archive whose list names one packed file several times, as bombs do. */
function archive(bytes, times) {
  const data = deflateRawSync(Buffer.alloc(bytes));
  const name = Buffer.from("log.jsonl");
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(bytes, 24);
  entry.writeUInt16LE(name.length, 28);
  const list = Buffer.concat(Array.from({ length: times }, () => Buffer.concat([entry, name])));
  const offset = header.length + name.length + data.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(times, 8);
  end.writeUInt16LE(times, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Blob([header, name, data, list, end]);
}

/** What is noted of each file, and the bytes that came out of it. */
async function reads(file) {
  const seen = [];
  const handle = (what, given) => {
    if (what === "open") seen.push({ bytes: 0, note: "" });
    if (what === "note") seen.at(-1).note = given;
    if (what === "piece") seen.at(-1).bytes += given.length;
    return "0";
  };
  await read([{ name: "logs.zip", file }], handle, () => {}, () => false);
  return seen;
}

test("the files of an archive together unpack to no more than it can hold", async () => {
  const seen = await reads(archive(400 * MB, 5));
  assert.deepEqual(seen.slice(0, 2), Array(2).fill({ bytes: 400 * MB, note: "" }));
  const all = seen.reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(all <= 1024 * MB, `${all / MB} MB came out`);
  assert.ok(seen.length >= 3);
  for (const { note } of seen.slice(2)) assert.match(note, /^unpacks to more than it can hold/);
});

test("what an archive holds within its bound is read whole", async () => {
  assert.deepEqual(await reads(archive(3 * MB, 4)), Array(4).fill({ bytes: 3 * MB, note: "" }));
});
