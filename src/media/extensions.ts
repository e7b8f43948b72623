/**
 * What the service accepts, by file-name extension, in lower case and without
 * a dot: its published list, and the further video containers that it takes
 * (it calls that list not exhaustive).
 */
export const MEDIA_EXTENSIONS = [
	..."3ga 8svx aac ac3 aif aiff alac amr ape au dss flac flv m4a m4b m4p m4r mp3 mpga ogg oga mogg opus qcp tta voc wav wma wv".split(
		" ",
	),
	..."webm mts m2ts ts mov mp2 mp4 m4v mxf".split(" "),
	..."avi mkv wmv 3gp".split(" "),
] as const;

const KNOWN = new Set<string>(MEDIA_EXTENSIONS);

/** Whether a path's extension is one that the service accepts. */
export function hasMediaExtension(path: string): boolean {
	const extension = /\.([^.\\/]+)$/.exec(path)?.[1];
	return extension !== undefined && KNOWN.has(extension.toLowerCase());
}
