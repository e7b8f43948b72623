const CRC8 = table(8, 0x07);
const CRC16 = table(16, 0x8005);

/** With the polynomial x⁸ + x² + x + 1 (RFC 9639, 9.1.8). */
export function crc8(bytes: Iterable<number>): number {
	let crc = 0;
	for (const byte of bytes) {
		crc = CRC8[crc ^ byte] ?? 0;
	}
	return crc;
}

/** With the polynomial x¹⁶ + x¹⁵ + x² + 1 (RFC 9639, 9.3). */
export function crc16(bytes: Uint8Array): number {
	let crc = 0;
	for (const byte of bytes) {
		crc = ((crc << 8) & 0xffff) ^ (CRC16[(crc >> 8) ^ byte] ?? 0);
	}
	return crc;
}

function table(bits: number, polynomial: number): Uint16Array {
	const highest = 2 ** (bits - 1);
	const mask = 2 ** bits - 1;
	return Uint16Array.from({ length: 256 }, (_, byte) => {
		let crc = byte << (bits - 8);
		for (let bit = 0; bit < 8; bit++) {
			crc = ((crc << 1) & mask) ^ (crc & highest ? polynomial : 0);
		}
		return crc;
	});
}
