import * as l10n from "@vscode/l10n";
import type { PiiPolicy } from "assemblyai";

/**
 * The kinds of personal data that the service can redact, with a name and
 * what it covers: those of the SDK's type, all of them.
 * https://www.assemblyai.com/docs/pii-redaction#pii-policies
 */
export const PII_POLICIES = {
	person_name: [l10n.t("Names of people"), "Bob, Doug Jones"],
	person_age: [l10n.t("Ages"), "27, 75"],
	date_of_birth: [l10n.t("Dates of birth"), l10n.t("born on March 7, 1961")],
	email_address: [l10n.t("Email addresses"), "ada@example.com"],
	phone_number: [l10n.t("Phone and fax numbers"), "555 0123"],
	location: [l10n.t("Places and addresses"), "145 Windsor St., Lake Victoria"],
	us_social_security_number: [
		l10n.t("Social security numbers"),
		l10n.t("of the US and the like"),
	],
	passport_number: [l10n.t("Passport numbers"), l10n.t("of any country")],
	drivers_license: [l10n.t("Driver's licences"), "DL 356933-540"],
	healthcare_number: [
		l10n.t("Health insurance numbers"),
		l10n.t("Policy 5584-486-674"),
	],
	vehicle_id: [l10n.t("Vehicles"), l10n.t("number plates and chassis numbers")],
	account_number: [
		l10n.t("Customer and member numbers"),
		l10n.t("Member ID HZ-5235-001"),
	],
	banking_information: [
		l10n.t("Bank accounts"),
		l10n.t("account and routing numbers"),
	],
	credit_card_number: [
		l10n.t("Card numbers"),
		l10n.t("of credit and debit cards"),
	],
	credit_card_cvv: [l10n.t("Card security codes"), "CVV 080"],
	credit_card_expiration: [
		l10n.t("Card expiry dates"),
		l10n.t("valid until 10/29"),
	],
	number_sequence: [
		l10n.t("Other numbers"),
		l10n.t("that belong to no other kind"),
	],
	money_amount: [l10n.t("Amounts of money"), l10n.t("15 pesos, $94.50")],
	username: [l10n.t("User names"), "@ada"],
	password: [
		l10n.t("Passwords"),
		l10n.t("PINs, access keys, answers to security questions"),
	],
	ip_address: [l10n.t("IP addresses"), "192.168.0.1"],
	url: [l10n.t("Internet addresses"), "https://www.example.com"],
	filename: [l10n.t("Names of files"), "Taxes/2012/returns.pdf"],
	organization: [l10n.t("Organizations"), l10n.t("CNN, University of Alaska")],
	occupation: [l10n.t("Jobs"), l10n.t("professor, actor, engineer")],
	nationality: [l10n.t("Nationality and ethnicity"), l10n.t("American, Asian")],
	language: [l10n.t("Languages"), l10n.t("Spanish, French")],
	religion: [l10n.t("Religion"), l10n.t("Hindu, Catholic")],
	political_affiliation: [
		l10n.t("Political views"),
		l10n.t("Republican, Liberal"),
	],
	gender_sexuality: [
		l10n.t("Gender and sexuality"),
		l10n.t("female, bisexual, trans"),
	],
	marital_status: [
		l10n.t("Marital status"),
		l10n.t("single, married, ex-wife"),
	],
	physical_attribute: [l10n.t("Looks"), l10n.t("I'm 190 cm tall")],
	zodiac_sign: [l10n.t("Signs of the zodiac"), l10n.t("Aries, Taurus")],
	medical_condition: [l10n.t("Illnesses"), l10n.t("arrhythmia, depression")],
	medical_process: [
		l10n.t("Treatments and tests"),
		l10n.t("heart surgery, CT scan"),
	],
	injury: [l10n.t("Injuries"), l10n.t("a sprained wrist")],
	drug: [l10n.t("Medicines"), l10n.t("Aspirin, vitamins")],
	blood_type: [l10n.t("Blood types"), "O-, AB positive"],
	statistics: [l10n.t("Medical statistics"), l10n.t("18 percent")],
	date: [l10n.t("Dates"), l10n.t("December 18")],
	date_interval: [l10n.t("Spans of dates"), l10n.t("2020-2021, 5-9 May")],
	time: [l10n.t("Times of day"), l10n.t("19:37, 10 pm")],
	duration: [l10n.t("Lengths of time"), l10n.t("8 months, 2 years")],
	event: [l10n.t("Events and holidays"), l10n.t("Olympics, Yom Kippur")],
} as const satisfies Record<PiiPolicy, readonly [name: string, covers: string]>;

/** What is redacted where nothing else is set: what names a person, or opens an account of theirs. */
export const USUAL_POLICIES = [
	"person_name",
	"date_of_birth",
	"email_address",
	"phone_number",
	"location",
	"us_social_security_number",
	"passport_number",
	"drivers_license",
	"healthcare_number",
	"vehicle_id",
	"account_number",
	"banking_information",
	"credit_card_number",
	"credit_card_cvv",
	"credit_card_expiration",
	"username",
	"password",
	"ip_address",
] as const satisfies readonly PiiPolicy[];
