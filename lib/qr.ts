import QRCode from "qrcode";

/** A QR code as one SVG path over a square of `size` modules, quiet zone not included. */
export interface QrPath {
  size: number;
  path: string;
}

/** Level M: read from a projector at an angle, and still coarse enough for the back row. */
export function qrPath(text: string): QrPath {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!modules.get(y, x)) continue;
      // Runs, not squares: no hairlines between neighbours, and a tenth of the text.
      let end = x + 1;
      while (end < size && modules.get(y, end)) end++;
      path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end;
    }
  }
  return { size, path };
}
