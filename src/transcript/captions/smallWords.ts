/**
 * The small words that tell where a phrase begins: a line is broken before
 * them and not after. By language, as the guides' rule "after punctuation,
 * before conjunctions, before prepositions" needs it.
 */
interface SmallWords {
	/** Conjunctions and prepositions. */
	readonly opening: ReadonlySet<string>;
	/** Begins words that a conjunction was written together with. */
	readonly openingPrefix?: RegExp;
	/** Articles, pronouns, auxiliaries: they belong to what follows. */
	readonly leaning: ReadonlySet<string>;
}

const LANGUAGES: Readonly<Record<string, SmallWords>> = {
	en: smallWords(
		"and or but nor yet because although though while when where which who whom whose that if unless until since than as before after whether of in on at to for with from by about into over under between through during without within against among toward towards upon across behind beyond near like via per",
		"a an the my your his her its our their this these those some any no every each i you he we they it there what how is am are was were be been has have had do does did will would can could shall should may might must not don't doesn't didn't won't can't isn't i'm i've i'll you're we're they're it's very too so quite still just only even also never always almost mr. mrs. ms. dr.",
	),
	de: smallWords(
		"und oder aber denn sondern weil dass da wenn als ob obwohl während bevor nachdem damit wo wie der die das welche welcher in im an am auf aus bei beim mit nach seit von vom zu zum zur für gegen ohne um durch über unter vor hinter neben zwischen wegen trotz",
		"ein eine einen einem einer eines den dem des mein meine dein deine sein seine ihr ihre unser unsere dieser diese dieses kein keine ich du er sie es wir man ist sind war waren bin hat habe haben hatte wird werden wurde kann können muss müssen soll nicht sehr",
	),
	fr: smallWords(
		"et ou mais donc or ni car que qui quand où comme si parce puisque lorsque de du des à au aux en dans par pour sur sous avec sans chez entre vers depuis pendant avant après contre",
		"le la les un une mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces je tu il elle on nous vous ils elles ne pas est sont était a ont avait très plus",
	),
	es: smallWords(
		"y e o u pero sino porque que quien cuando donde como si aunque mientras de del a al en con sin por para sobre bajo entre hacia hasta desde durante según contra",
		"el la los las un una unos unas mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa yo él ella nosotros ellos se me te le lo no es son era ha han había muy más",
	),
	it: smallWords(
		"e ed o ma però perché che chi quando dove come se mentre di del della dei delle a al alla ai alle da dal dalla in nel nella con su sul sulla per tra fra senza verso dopo prima",
		"il lo la i gli le un uno una mio mia tuo tua suo sua nostro questo questa quel quella io lui lei noi loro si mi ti ci vi non è sono era ha hanno molto più",
	),
	pt: smallWords(
		"e ou mas porque que quem quando onde como se embora enquanto de do da dos das a ao à aos em no na nos nas com sem por pelo pela para sobre entre até desde durante contra",
		"o os as um uma meu minha teu tua seu sua nosso nossa este esta esse essa eu ele ela nós eles não é são era tem muito mais",
	),
	nl: smallWords(
		"en of maar want dus omdat dat die wat wie als wanneer waar toen terwijl hoewel van in op aan te tot voor met door over onder bij naar uit om na sinds tussen tegen zonder",
		"de het een mijn jouw zijn haar ons onze hun deze dit geen ik jij je hij zij ze wij we is was waren heeft heb hebben had wordt kan moet niet heel zeer",
	),
	ar: smallWords(
		"أو ثم لكن لأن أن إن إذا عندما حيث كما الذي التي الذين في من على إلى عن مع بين قبل بعد خلال حتى منذ عند تحت فوق أمام وراء حول لدى دون نحو",
		"هذا هذه ذلك تلك هو هي أنا نحن هم كل لا لم لن ما قد كان كانت يا",
		/^و\p{L}{3}/u,
	),
	he: smallWords(
		"או אבל כי אם אז כאשר איפה למה ש של על אל עם בלי בין לפני אחרי תחת מן עד אצל בגלל כמו",
		"ה את זה זאת הוא היא אני אנחנו הם כל לא היה הייתה יש אין מאוד",
		/^ו\p{L}{3}/u,
	),
};

const NONE: SmallWords = { opening: new Set(), leaning: new Set() };

/** @param language - a code as `en` or `en_us`; none are known of most languages. */
export function smallWordsOf(language: string | undefined): SmallWords {
	const [base = ""] = (language ?? "").toLowerCase().split(/[_-]/);
	return Object.hasOwn(LANGUAGES, base) ? (LANGUAGES[base] ?? NONE) : NONE;
}

function smallWords(
	opening: string,
	leaning: string,
	openingPrefix?: RegExp,
): SmallWords {
	return {
		...(openingPrefix && { openingPrefix }),
		opening: new Set(opening.split(" ")),
		leaning: new Set(leaning.split(" ")),
	};
}
