/** Three frames of silence: the shortest stream that is taken for one. */
const SILENCE =
	"//FsQAOf/N4CAExhdmM1OS4zNy4xMDAAAjBADv/xbEABf/wBGCAH//FsQAF//AEYIAf/8WxAAX/8ARggBw==";

/**
 * Tries whether the browser decodes AAC. Asking would not do: desktop VS Code's
 * browser says that it can (`canPlayType`, `isTypeSupported`, `AudioDecoder`),
 * while its decoder was taken out.
 */
export async function playsAac(): Promise<boolean> {
	const bytes = Uint8Array.from(atob(SILENCE), (each) => each.charCodeAt(0));
	const url = URL.createObjectURL(new Blob([bytes], { type: "audio/aac" }));
	const audio = new Audio();
	audio.preload = "auto";
	try {
		return await new Promise((resolve) => {
			audio.addEventListener("loadeddata", () => resolve(true));
			audio.addEventListener("error", () => resolve(false));
			audio.src = url;
		});
	} finally {
		audio.removeAttribute("src");
		URL.revokeObjectURL(url);
	}
}
