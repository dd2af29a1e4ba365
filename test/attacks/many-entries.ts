/** Archives with far more entries than any document has, written record by record without making a list of them. */

const localBytes = 30;
const centralBytes = 46;
const nameBytes = 8;
const wideBytes = 76;

/**
 * Empty stored entries named by their numbers. All of them are listed, and there are as many as is said: nothing but
 * their number is wrong.
 *
 * @param stated how many the end of the archive says there are
 */
export function archiveOf(count: number, stated = count): Buffer {
  const localStep = localBytes + nameBytes;
  const centralStep = centralBytes + nameBytes;
  const directory = count * localStep;
  const end = directory + count * centralStep;
  const bytes = Buffer.alloc(end + wideBytes + 22);
  for (let index = 0; index < count; index += 1) {
    const name = index.toString(16).padStart(nameBytes, '0');
    const local = index * localStep;
    bytes.writeUInt32LE(0x04034b50, local);
    bytes.writeUInt16LE(20, local + 4);
    bytes.writeUInt16LE(nameBytes, local + 26);
    bytes.write(name, local + localBytes, 'latin1');
    const central = directory + index * centralStep;
    bytes.writeUInt32LE(0x02014b50, central);
    bytes.writeUInt16LE(20, central + 4);
    bytes.writeUInt16LE(20, central + 6);
    bytes.writeUInt16LE(nameBytes, central + 28);
    bytes.writeUInt32LE(local, central + 42);
    bytes.write(name, central + centralBytes, 'latin1');
  }
  writeEnd(bytes, end, { stated, directory, length: end - directory });
  return bytes;
}

/** The ZIP64 record with its locator, and the short record that points at it. */
function writeEnd(
  bytes: Buffer,
  end: number,
  { stated, directory, length }: { readonly stated: number; readonly directory: number; readonly length: number },
): void {
  bytes.writeUInt32LE(0x06064b50, end);
  bytes.writeBigUInt64LE(44n, end + 4);
  for (const at of [12, 14]) bytes.writeUInt16LE(45, end + at);
  for (const at of [24, 32]) bytes.writeBigUInt64LE(BigInt(stated), end + at);
  bytes.writeBigUInt64LE(BigInt(length), end + 40);
  bytes.writeBigUInt64LE(BigInt(directory), end + 48);
  bytes.writeUInt32LE(0x07064b50, end + 56);
  bytes.writeBigUInt64LE(BigInt(end), end + 64);
  bytes.writeUInt32LE(1, end + 72);
  const short = end + wideBytes;
  bytes.writeUInt32LE(0x06054b50, short);
  for (const at of [8, 10]) bytes.writeUInt16LE(0xffff, short + at);
  for (const at of [12, 16]) bytes.writeUInt32LE(0xffff_ffff, short + at);
}
