/** A picture as its source text, which the bundler puts in. */
declare module "*.svg" {
	const source: string;
	export default source;
}
