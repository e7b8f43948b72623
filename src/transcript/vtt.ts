import { type Caption, captionsOf } from "./captions/captions.ts";
import { clock } from "./clock.ts";
import {
	beginsRightToLeft,
	hasRightToLeft,
	isRightToLeft,
	RIGHT_TO_LEFT_MARK,
} from "./direction.ts";
import { isEmpty, type Script, wholeText } from "./script.ts";
import { NO_SPEECH } from "./txt.ts";

/**
 * A script as WebVTT captions, each with its speaker as `<v Anna>` where
 * speakers were asked for.
 *
 * @param language - the service's code, where it is known.
 */
export function toVtt(script: Script, language?: string): string {
	if (isEmpty(script)) {
		return `WEBVTT\n\nNOTE\n${NO_SPEECH}\n`;
	}
	const isFromRight = isRightToLeft(wholeText(script));
	const blocks = captionsOf(script, { language, named: false }).map((caption) =>
		block(caption, isFromRight),
	);
	return `WEBVTT\n\n${blocks.join("\n")}`;
}

function block(
	{ start, end, speaker, lines }: Caption,
	isFromRight: boolean,
): string {
	const voice = speaker === undefined ? "" : `<v ${escaped(speaker)}>`;
	const text = lines.map((line) => {
		const isLineFromRight =
			isRightToLeft(line) || (isFromRight && hasRightToLeft(line));
		// Players go by a line's first letter, which may be a Latin name's.
		const mark =
			isLineFromRight && !beginsRightToLeft(line) ? RIGHT_TO_LEFT_MARK : "";
		return mark + escaped(line);
	});
	return `${clock(start, ".")} --> ${clock(end, ".")}\n${voice}${text.join("\n")}\n`;
}

function escaped(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
}
