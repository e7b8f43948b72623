/** A part of AAC that recordings hardly ever use, and that is not decoded here. */
export class UnsupportedAac extends Error {
	override readonly name = "UnsupportedAac";
}
