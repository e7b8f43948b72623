/*
 * Runs in the page: notes in `heard`, some times a second, what comes out of
 * the media elements that play.
 */
(() => {
	const heard = [];
	const known = new WeakSet();
	const { play } = HTMLMediaElement.prototype;
	HTMLMediaElement.prototype.play = function () {
		if (!known.has(this)) {
			known.add(this);
			listenTo(this);
		}
		return play.call(this);
	};

	function listenTo(element) {
		const context = new AudioContext();
		const analyser = new AnalyserNode(context, {
			fftSize: 4096,
			smoothingTimeConstant: 0,
		});
		context.createMediaElementSource(element).connect(analyser);
		analyser.connect(context.destination);
		const levels = new Float32Array(analyser.frequencyBinCount);
		const canvas = new OffscreenCanvas(1, 1);
		const pixels = canvas.getContext("2d", { willReadFrequently: true });
		const look = () => {
			requestAnimationFrame(look);
			analyser.getFloatFrequencyData(levels);
			const loudest = levels.indexOf(Math.max(...levels));
			const frequency = (loudest * context.sampleRate) / analyser.fftSize;
			const moment = {
				position: element.currentTime,
				tone: levels[loudest] > -40 ? frequency : 0,
			};
			if (element instanceof HTMLVideoElement) {
				pixels.drawImage(element, 0, 0, 1, 1);
				moment.brightness = pixels.getImageData(0, 0, 1, 1).data[0];
			}
			heard.push(moment);
		};
		look();
	}

	/** What the browser does with AAC, and what it says of it. */
	async function aacOfTheBrowser(url) {
		const audio = new Audio(url);
		const event = await new Promise((resolve) => {
			audio.addEventListener("error", () => resolve("error"));
			audio.addEventListener("loadeddata", () => resolve("loadeddata"));
		});
		const type = 'audio/mp4; codecs="mp4a.40.2"';
		return [event, audio.canPlayType(type), MediaSource.isTypeSupported(type)];
	}

	Object.assign(globalThis, { heard, aacOfTheBrowser });
})();
