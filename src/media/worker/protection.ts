/**
 * The objects that a protected WMA or WMV file has in its header (Advanced
 * Systems Format, 3.14 and 3.15): content encryption, and its extended form.
 */
const ENCRYPTION_OBJECTS = [
	Buffer.from("fbb3112223bdd211b4b700a0c955fc6e", "hex"),
	Buffer.from("14e68a292226174cb935dae07ee9289c", "hex"),
];

/** Whether a WMA or WMV file is protected. @param head - its first bytes. */
export function isProtectedWma(head: Buffer): boolean {
	return ENCRYPTION_OBJECTS.some((id) => head.includes(id));
}
