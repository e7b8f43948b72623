/** What was seen of an address, as far as its server says. */
export interface AddressFacts {
	/** In bytes. */
	readonly size?: number;
	/** As the server names it: `audio/mpeg`. */
	readonly type?: string;
	/** As people call it, by its first bytes: `MP3`. */
	readonly container?: string;
}
