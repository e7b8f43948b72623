/**
 * A text that is not ours (a file's name, the service's words), fit for a
 * notification: VS Code makes links of `[text](address)`, commands included.
 */
export function plain(text: string): string {
	return text.replaceAll("](", "] (");
}
