// Files as bytes in pieces, packed ones unpacked on the way, within bounds. In the worker, or on the page where none is to
// be had.

/** Bytes handed on at a time, at most. */
const PIECE = 1 << 20;
/** Milliseconds after which others have their turn: messages, and on the page what is painted. */
const TURN = 12;
/** So many bytes may come out of a packed file whatever its size; beyond that, no more than so many times its size. */
const UNPACKED = 1 << 30;
const RATIO = 500;
/** So many files of an archive are read. */
const MOST_FILES = 10_000;
/** Where an archive's list of files ends: that far from its end, with the longest comment. */
const TAIL = 66_000;
/** Milliseconds between two words on how far it is. */
const OFTEN = 100;

/** Takes what was read: see src/measured/desk.rs. A piece is answered with the number of rows, or that nothing more matters.
 * @typedef {(what: string, given?: string | Uint8Array) => string} Handler */

/** The program's own function, by one message: what is to be done and with what; the answer is put into it.
 * @param {Serves} serves
 * @returns {Handler} */
export const handler = (serves) => (what, given) => {
  const message = { what, answer: "", ...(typeof given === "string" ? { text: given } : { bytes: given }) };
  serves(message);
  return message.answer;
};

/** How far the reading is.
 * @typedef {{ bytes: number, all: number, rows: number, files: number, allFiles: number, seconds: number }} Progress */

/** Reads files one after the other; a fault of one is noted there, and the others go on.
 * @param {Named[]} files
 * @param {Handler} handle
 * @param {(progress: Progress) => void} tell
 * @param {() => boolean} isCancelled */
export async function read(files, handle, tell, isCancelled) {
  const progress = { bytes: 0, all: 0, rows: 0, files: 0, allFiles: files.length, seconds: 0 };
  const began = performance.now();
  for (const { file } of files) progress.all += file.size;
  let told = 0;
  const reading = { handle, isCancelled, seen: (/** @type {number} */ bytes, /** @type {number} */ rows) => {
    progress.bytes += bytes;
    progress.rows += rows;
    if (performance.now() - told < OFTEN) return;
    told = performance.now();
    progress.seconds = (told - began) / 1000;
    tell(progress);
  } };
  for (const { name, file } of files) {
    if (isCancelled()) break;
    const before = progress.bytes;
    try {
      await readOne(name, file, reading);
    } catch (fault) {
      // The program itself has stopped: nothing goes on.
      if (fault instanceof WebAssembly.RuntimeError) throw fault;
      handle("note", `cannot be read to its end: ${why(fault)}`);
      handle("close");
    }
    // What was not worth reading to its end is done, too.
    progress.bytes = before + file.size;
    progress.files += 1;
  }
}

/** @typedef {{ handle: Handler, isCancelled: () => boolean, seen: (bytes: number, rows: number) => void }} Reading */

/** @param {string} name
 * @param {Blob} file
 * @param {Reading} reading */
async function readOne(name, file, reading) {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const begins = (/** @type {number[]} */ ...bytes) => bytes.every((byte, at) => start[at] === byte);
  if (begins(0x50, 0x4b, 3, 4)) return readArchive(name, file, reading);
  reading.handle("open", name);
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) {
    reading.handle("note", "is packed as .zst, which browsers cannot unpack: unpack it first (zstd -d), or read it with tokenomics usage");
  } else {
    const isPacked = begins(0x1f, 0x8b);
    await feed(pieces(file, isPacked ? "gzip" : "", reading), reading, isPacked ? room(file.size) : { left: Infinity });
  }
  reading.handle("close");
}

/** What a browser says of a fault, as part of a sentence.
 * @param {unknown} fault */
const why = (fault) => String(/** @type {Error} */ (fault).message).replace(/\.$/, "");

/** How many bytes may still come out of a packed file.
 * @typedef {{ left: number }} Room */

/** @param {number} size
 * @returns {Room} */
const room = (size) => ({ left: Math.max(UNPACKED, size * RATIO) });

/** Hands pieces on until there are no more, or nothing more matters.
 * @param {AsyncGenerator<Uint8Array>} from
 * @param {Reading} reading
 * @param {Room} room */
async function feed(from, { handle, isCancelled, seen }, room) {
  let rows = 0;
  let turned = performance.now();
  for await (const piece of from) {
    if (performance.now() - turned > TURN) {
      await turn();
      turned = performance.now();
    }
    if (isCancelled()) return handle("note", "was not read to its end, because that was cancelled");
    room.left -= piece.length;
    if (room.left < 0) return handle("note", "unpacks to more than it can hold: the rest was not read");
    const said = handle("piece", piece);
    if (said === "unknown") return;
    seen(0, Number(said) - rows);
    rows = Number(said);
  }
}

/** Lets all have their turn that wait. */
const turn = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => {
      port1.close();
      done(event);
    };
    port2.postMessage("");
  });

/** What is in a file, in pieces; unpacked where it is packed. As a stream, which is several times as fast as slices.
 * @param {Blob} file
 * @param {CompressionFormat | ""} format
 * @param {Reading} reading */
async function* pieces(file, format, { seen }) {
  const counted = new TransformStream({
    transform(/** @type {Uint8Array<ArrayBuffer>} */ piece, out) {
      seen(piece.length, 0);
      out.enqueue(piece);
    },
  });
  const stream = format ? file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream(format)) : file.stream();
  const reader = stream.getReader();
  try {
    for (let got = await reader.read(); !got.done; got = await reader.read()) {
      if (!format) seen(got.value.length, 0);
      for (let at = 0; at < got.value.length; at += PIECE) yield got.value.subarray(at, at + PIECE);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Reads each file of a ZIP archive; its name is that of the archive, a colon, and its own. All of them together have the
 * archive's room.
 * @param {string} name
 * @param {Blob} file
 * @param {Reading} reading */
async function readArchive(name, file, reading) {
  const fault = (/** @type {string} */ of, /** @type {string} */ why) => {
    reading.handle("open", of);
    reading.handle("note", why);
    reading.handle("close");
  };
  const entries = await entriesOf(file);
  if (typeof entries === "string") return fault(name, entries);
  const all = room(file.size);
  for (const { name: own, method, packed, header } of entries) {
    const inside = `${name}:${own}`;
    if (own.endsWith("/")) continue;
    if (reading.isCancelled()) return;
    const head = await view(file, header, header + 30);
    if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) {
      fault(inside, "is damaged in its archive");
      continue;
    }
    const start = header + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const data = file.slice(start, start + packed);
    if (method !== 0 && method !== 8) {
      fault(inside, "is packed in a way that is not known: unpack the archive first");
      continue;
    }
    reading.handle("open", inside);
    try {
      await feed(pieces(data, method ? "deflate-raw" : "", reading), reading, all);
    } catch (problem) {
      if (problem instanceof WebAssembly.RuntimeError) throw problem;
      reading.handle("note", `cannot be unpacked to its end: ${why(problem)}`);
    }
    reading.handle("close");
  }
}

/** The list of files at an archive's end, or what is wrong with it.
 * @param {Blob} file */
async function entriesOf(file) {
  const from = Math.max(0, file.size - TAIL);
  const tail = await view(file, from, file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return "is a damaged archive: its list of files is missing";
  const [count, size, offset] = [tail.getUint16(end + 10, true), tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (count === 0xffff || offset === 0xffffffff) return "is an archive of a size that is not read here: unpack it first";
  const list = await view(file, offset, offset + size);
  const entries = [];
  for (let at = 0; entries.length < Math.min(count, MOST_FILES); ) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== 0x02014b50) return "is a damaged archive";
    const [name, extra, comment] = [28, 30, 32].map((behind) => list.getUint16(at + behind, true));
    const letters = new Uint8Array(list.buffer, at + 46, Math.min(name, list.byteLength - at - 46));
    entries.push({
      name: new TextDecoder().decode(letters),
      method: list.getUint16(at + 10, true),
      packed: list.getUint32(at + 20, true),
      header: list.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** @param {Blob} file
 * @param {number} from
 * @param {number} to */
const view = async (file, from, to) => new DataView(await file.slice(from, to).arrayBuffer());
