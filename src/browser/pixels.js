// Pictures as pixels, for what takes no SVG.

/** Pixels of a PNG for each pixel of the SVG. */
const SHARPNESS = 2;

/** The picture at an address, as PNG.
 * @param {string} address
 * @returns {Promise<Blob>} */
export async function pixels(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("This browser cannot draw the picture."))), "image/png"),
  );
}
