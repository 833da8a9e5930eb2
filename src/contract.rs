//! The records that the program prints, name by name; `overens schema` is derived from them.
//!
//! Fields are printed in the order in which they stand here. What a document does not say is null
//! or an empty list. Imports no stage.

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::diagnostic::{Diagnostic, Severity};
pub use crate::evidence::Mention;

/// The name and version of the format of one extraction.
pub const EXTRACTION_SCHEMA: &str = "overens.extraction/1";

/// An exact number, printed as a JSON number with its own digits and without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(pub Decimal);

impl Number {
    /// The number as its shortest decimal form: `46075000`, `12.5`.
    pub fn new(value: Decimal) -> Number {
        Number(value.normalize())
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.to_string();
        digits
            .parse::<serde_json::Number>()
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let digits = serde_json::Number::deserialize(deserializer)?.to_string();
        digits.parse::<Decimal>().map(Number::new).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// An enum whose variants are printed under the given names.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// The name as it is printed.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
    };
}

names! {
    /// How much of a document could be read.
    Status {
        /// All of it.
        Read = "read",
        /// Some pages or parts could not be read; the diagnostics say which.
        Partial = "partial",
        /// Nothing; the diagnostics say why.
        Failed = "failed",
    }
}

names! {
    /// What sort of document it is.
    DocumentKind {
        /// The agreement's own text (överenskommelse), with or without the decision before it.
        Agreement = "agreement",
        /// A page that lists several agreements.
        Overview = "overview",
        /// A page on one agreement.
        Topic = "topic",
        /// A page or annex that is mostly a distribution table.
        Allocation = "allocation",
        /// A recipient's own compilation (sammanställning av riktade statsbidrag).
        Summary = "summary",
        /// A covering letter (missiv) to boards.
        Letter = "letter",
        /// A government decision, assignment or appropriation letter without the agreement's text.
        Decision = "decision",
        /// None of these.
        Other = "other",
    }
}

names! {
    /// What an amount is to the agreement it belongs to.
    Role {
        /// What the agreement comprises ("omfattar totalt").
        Total = "total",
        /// A part of a total set aside for a recipient or a purpose ("varav", "avsätts").
        Earmark = "earmark",
        /// What one named region, county or municipality gets of an earmark.
        Share = "share",
        /// What a funder pays into a total ("varav landstingen bidrar med").
        Contribution = "contribution",
        /// An addition to an agreement ("en extra miljard per år").
        Supplement = "supplement",
        /// A difference to another year ("en ökning med").
        Change = "change",
        /// A decision or an assignment to pay out.
        Payout = "payout",
        /// Proposed or entered in a budget, not an agreement's total.
        Budget = "budget",
        /// Money that is none of these.
        Other = "other",
    }
}

names! {
    /// On which side of the printed figure the value lies.
    Bound {
        /// As printed.
        Exact = "exact",
        /// "cirka", "ca", "omkring", "ungefär".
        Approximate = "approximate",
        /// "minst", "drygt", "över".
        AtLeast = "at_least",
        /// "högst", "upp till", "knappt", "nära", "nästan".
        AtMost = "at_most",
        /// "10–15 miljoner": from `value` to `value_to`.
        Range = "range",
    }
}

names! {
    /// What an amount is counted by.
    Per {
        /// Each year ("per år", "årligen").
        Year = "year",
        /// Each inhabitant ("per invånare", "kr/inv").
        Inhabitant = "inhabitant",
        /// Each other unit ("per vårdplats").
        Unit = "unit",
    }
}

names! {
    /// What decides who gets how much.
    Basis {
        /// The share of the population (befolkningsandel).
        Population = "population",
        /// What was achieved (prestation).
        Performance = "performance",
        /// Conditions that are met (grundläggande krav).
        Requirements = "requirements",
        /// An application (ansökan).
        Application = "application",
        /// Something else that the text names.
        Other = "other",
    }
}

names! {
    /// What sort of party it is.
    PartyKind {
        /// All regions (before 2019 landsting), or those that qualify.
        Regions = "regions",
        /// All municipalities.
        Municipalities = "municipalities",
        /// Both, together.
        RegionsAndMunicipalities = "regions_and_municipalities",
        /// One region, by its county code.
        Region = "region",
        /// One municipality, by its code.
        Municipality = "municipality",
        /// Sveriges Kommuner och Regioner, before 2019 SKL.
        Skr = "skr",
        /// The state: the government, its offices or a ministry.
        State = "state",
        /// A government agency (myndighet).
        Agency = "agency",
        /// Somebody else.
        Other = "other",
    }
}

names! {
    /// What is due.
    DeadlineKind {
        /// redovisning
        Report = "report",
        /// verksamhetsrapport
        ActivityReport = "activity_report",
        /// ekonomisk redovisning
        FinancialReport = "financial_report",
        /// rekvisition
        Requisition = "requisition",
        /// återbetalning
        Repayment = "repayment",
        /// handlingsplan
        ActionPlan = "action_plan",
        /// utbetalning
        Payout = "payout",
        /// Anything else due.
        Delivery = "delivery",
    }
}

names! {
    /// What happens on a date.
    DateKind {
        /// The parties signed.
        Signed = "signed",
        /// The government decided.
        Decided = "decided",
        /// A board (styrelse) approved.
        BoardDecision = "board_decision",
        /// The agreement begins to hold.
        ValidFrom = "valid_from",
        /// The agreement ceases to hold.
        ValidTo = "valid_to",
        /// The day whose population figures are used (befolkningsunderlag).
        PopulationBase = "population_base",
        /// The document was published.
        Published = "published",
    }
}

names! {
    /// What a table holds.
    TableKind {
        /// A row per region or municipality; its cells stand in the table only.
        Allocation = "allocation",
        /// A row per purpose; its sums are amounts as well.
        Amounts = "amounts",
        /// Anything else.
        Other = "other",
    }
}

names! {
    /// What a column counts; values are already in it, tkr and mnkr multiplied out.
    Unit {
        /// Swedish kronor.
        Sek = "SEK",
        /// Kronor per inhabitant.
        SekPerInhabitant = "SEK/inhabitant",
        /// Percent.
        Percent = "percent",
        /// Persons.
        Inhabitants = "inhabitants",
        /// A number of something else.
        Count = "count",
    }
}

names! {
    /// What a check compares.
    CheckKind {
        /// The parts of a total with the total.
        PartsVsTotal = "parts_vs_total",
        /// A column with its total row.
        ColumnSum = "column_sum",
        /// A table with the running text.
        TableVsText = "table_vs_text",
        /// A fact with its repetitions.
        RepeatedAmount = "repeated_amount",
        /// Two columns that should be proportional.
        ProportionalColumns = "proportional_columns",
        /// The same fact in two documents.
        BetweenDocuments = "between_documents",
    }
}

names! {
    /// How a check came out.
    CheckStatus {
        /// The figures agree within their printed precision.
        Holds = "holds",
        /// The parts are fewer kronor than the total, and nothing says that they are all of it.
        Remainder = "remainder",
        /// The figures cannot all be right.
        Contradicts = "contradicts",
    }
}

names! {
    /// Whether the two PDF engines read the same characters.
    CrossCheck {
        /// They do.
        Agrees = "agrees",
        /// They do not.
        Differs = "differs",
        /// The second engine could not read the document.
        Failed = "failed",
    }
}

/// What one document says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Extraction {
    /// [`EXTRACTION_SCHEMA`].
    pub schema: String,
    /// The document itself.
    pub document: Document,
    /// The agreements it speaks of.
    pub agreements: Vec<Agreement>,
    /// Amounts that belong to no agreement in the document.
    pub amounts: Vec<Amount>,
    /// Deadlines that belong to no agreement in the document.
    pub deadlines: Vec<Deadline>,
    /// Registry numbers that belong to no agreement in the document.
    pub registry_numbers: Vec<RegistryNumber>,
    /// Appropriations that belong to no agreement in the document.
    pub appropriations: Vec<Appropriation>,
    /// The tables.
    pub tables: Vec<Table>,
    /// What was compared, and how it came out.
    pub checks: Vec<Check>,
    /// What is doubtful.
    pub diagnostics: Vec<Diagnostic>,
}

impl Extraction {
    /// The extraction of a document of which nothing is known to say.
    pub fn empty(document: Document) -> Extraction {
        Extraction {
            schema: EXTRACTION_SCHEMA.to_owned(),
            document,
            agreements: Vec::new(),
            amounts: Vec::new(),
            deadlines: Vec::new(),
            registry_numbers: Vec::new(),
            appropriations: Vec::new(),
            tables: Vec::new(),
            checks: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

/// The document that an extraction is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The first 12 hexadecimal digits of `sha256`.
    pub id: String,
    /// How much of it could be read.
    pub status: Status,
    /// Its path, relative to the folder that was given, or the address it came from.
    pub source: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// `application/pdf`, `text/html`, `text/plain`; null where it is none of these.
    pub media_type: Option<String>,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// Its title, in its own words.
    pub title: Option<String>,
    /// Where the title stands.
    pub title_mentions: Vec<Mention>,
    /// Who published it, where it says so.
    pub publisher: Option<String>,
    /// The day on which it was published (ISO 8601).
    pub published: Option<String>,
    /// Where that day stands.
    pub published_mentions: Vec<Mention>,
    /// How many pages a PDF has; null for others.
    pub page_count: Option<u32>,
    /// What read it.
    pub reader: Reader,
}

impl Document {
    /// A document of which only its name and bytes are known.
    pub fn unread(source: String, sha256: String, bytes: u64) -> Document {
        Document {
            id: sha256.chars().take(12).collect(),
            status: Status::Read,
            source,
            sha256,
            bytes,
            media_type: None,
            kind: DocumentKind::Other,
            title: None,
            title_mentions: Vec::new(),
            publisher: None,
            published: None,
            published_mentions: Vec::new(),
            page_count: None,
            reader: Reader {
                engine: None,
                version: None,
                cross_check: None,
                pages_without_text: Vec::new(),
            },
        }
    }
}

/// The engine that read a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reader {
    /// `hayro`, `pdf-extract`, `html` or `text`; null where nothing could read it.
    pub engine: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Whether the second engine read the same; null where it was not asked.
    pub cross_check: Option<CrossCheck>,
    /// The pages on which no text was found, counted from 1.
    pub pages_without_text: Vec<u32>,
}

/// One agreement between the state and SKR, as this document tells of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// Readable and stable: the title's slug and the first year.
    pub id: String,
    /// Its title, in the document's words.
    pub title: String,
    /// Other names that the text uses for it: "professionsmiljarden".
    pub aliases: Vec<String>,
    /// Where each of `aliases` stands first.
    pub alias_mentions: Vec<Mention>,
    /// True for a supplementary agreement (tilläggsöverenskommelse).
    pub supplement: bool,
    /// Between whom it was made.
    pub parties: Vec<Party>,
    /// The years for which it holds.
    pub period: Option<Period>,
    /// Its money.
    pub amounts: Vec<Amount>,
    /// What is due under it.
    pub deadlines: Vec<Deadline>,
    /// When it was signed, decided, published and so on.
    pub dates: Vec<Date>,
    /// Its registry numbers (diarienummer).
    pub registry_numbers: Vec<RegistryNumber>,
    /// The appropriation (anslag) that pays for it.
    pub appropriation: Option<Appropriation>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// Who signed it.
    pub signatories: Vec<Signatory>,
    /// Links to its text and the like.
    pub links: Vec<Link>,
    /// Where it is named.
    pub mentions: Vec<Mention>,
}

/// A party, recipient or funder.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Party {
    /// What sort of party.
    pub kind: PartyKind,
    /// SCB's two-digit county code or four-digit municipality code, for one region or municipality.
    pub code: Option<String>,
    /// The name, in the document's words where it has them.
    pub name: String,
}

/// The years for which an agreement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The first year.
    pub first_year: i32,
    /// The last year, the same as the first for one year.
    pub last_year: i32,
}

/// A sum of money and what it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// From the agreement's id, role, first year and a hash of purpose, recipient and value.
    pub id: String,
    /// What it is to the agreement.
    pub role: Role,
    /// Whole kronor (öre as decimals); for a range the lower end.
    pub value: Number,
    /// The upper end of a range.
    pub value_to: Option<Number>,
    /// ISO 4217: `SEK`, `EUR`.
    pub currency: String,
    /// The step in kronor at which the source states it: 100000 for "447,5 mnkr".
    pub resolution: Number,
    /// On which side of the figure the value lies.
    pub bound: Bound,
    /// What it is counted by.
    pub per: Option<Per>,
    /// The years it applies to; empty where the document does not say.
    pub years: Vec<i32>,
    /// Who gets it.
    pub recipient: Option<Party>,
    /// Who pays it.
    pub funder: Option<Party>,
    /// What it is for, shortly, in the document's words.
    pub purpose: Option<String>,
    /// What decides who gets how much.
    pub basis: Option<Basis>,
    /// The id of the amount that this one is a part of.
    pub parent: Option<String>,
    /// The id of the check that decided how it is read, where its print leaves more than one reading.
    pub proved_by: Option<String>,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// Something that somebody owes by a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// What is due.
    pub kind: DeadlineKind,
    /// By when, at the precision of the source: `2018-03-31`, `2017-10`, `2023-H1`.
    pub date: String,
    /// True where the year stands not with the date but around it.
    pub year_inferred: bool,
    /// Who owes it.
    pub by: Option<PartyKind>,
    /// Who gets it, as named in the text.
    pub to: Option<String>,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// A date of an agreement's life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Date {
    /// What happens on it.
    pub kind: DateKind,
    /// The day, at the precision of the source.
    pub date: String,
    /// Where it happened.
    pub place: Option<String>,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// A registry number (diarienummer).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegistryNumber {
    /// The number: `S2017/00546/FS`.
    pub value: String,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// An appropriation (anslag) of the state's budget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Appropriation {
    /// The expenditure area (utgiftsområde), 1 to 27.
    pub expenditure_area: Option<u32>,
    /// The appropriation: `1:6`.
    pub appropriation: Option<String>,
    /// The appropriation item (anslagspost): `1`, `11.1`.
    pub item: Option<String>,
    /// The name of the appropriation.
    pub name: Option<String>,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Title or unit.
    pub title: Option<String>,
    /// E-mail address, in lower case.
    pub email: Option<String>,
    /// Telephone number, as printed.
    pub phone: Option<String>,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signatory {
    /// Name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// For whom.
    pub party: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Its text.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Stable within the document.
    pub id: String,
    /// What it holds.
    pub kind: TableKind,
    /// Its caption or the line above it.
    pub title: Option<String>,
    /// The unit of all columns, where it is one.
    pub unit: Option<Unit>,
    /// The columns of values, without the labels.
    pub columns: Vec<Column>,
    /// The rows, without the total.
    pub rows: Vec<TableRow>,
    /// The total row, a value per column.
    pub total: Option<Vec<Option<Number>>>,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// A column of values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// What it counts.
    pub unit: Option<Unit>,
}

/// A row of values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TableRow {
    /// The row's heading, as printed.
    pub label: String,
    /// Which region or municipality it is.
    pub region: Option<Region>,
    /// A value per column; null for an empty or suppressed cell.
    pub values: Vec<Option<Number>>,
    /// Where each value stands.
    pub mentions: Vec<Option<Mention>>,
    /// For each value that its print leaves open the check that proves how it is read; left out where
    /// the row has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proved_by: Vec<Option<String>>,
}

/// A region or municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Region {
    /// SCB's county code (two digits) or municipality code (four digits).
    pub code: String,
    /// Its name today.
    pub name: String,
}

/// A comparison of figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// Stable within the document.
    pub id: String,
    /// What it compares.
    pub kind: CheckKind,
    /// How it came out.
    pub status: CheckStatus,
    /// The ids of the amounts or tables that it compares.
    pub subject: Vec<String>,
    /// What should be, in kronor.
    pub expected: Number,
    /// What is, in kronor.
    pub actual: Number,
    /// `actual - expected`.
    pub difference: Number,
    /// How far the printed precision of the figures lets them differ.
    pub tolerance: Number,
    /// One sentence, with the figures.
    pub message: String,
}

/// The name and version of the format of a dataset.
pub const DATASET_SCHEMA: &str = "overens.dataset/1";

/// What all documents say, each fact once with all its claims.
///
/// Agreements are in the order of their ids; amounts and deadlines agreement by agreement, those of
/// none last; tables, cells and sources document by document; checks between documents before those
/// within one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dataset {
    /// [`DATASET_SCHEMA`].
    pub schema: String,
    /// SHA-256 over the rules and what each document says: the same in every file of one build.
    pub build: String,
    /// The rules by which the documents were read.
    pub rules: RuleSet,
    /// The agreements.
    pub agreements: Vec<DatasetAgreement>,
    /// The amounts.
    pub amounts: Vec<DatasetAmount>,
    /// The deadlines.
    pub deadlines: Vec<DatasetDeadline>,
    /// The tables, without their cells.
    pub tables: Vec<DatasetTable>,
    /// The cells of the tables.
    pub cells: Vec<DatasetCell>,
    /// The checks within documents and between them.
    pub checks: Vec<DatasetCheck>,
    /// The documents.
    pub sources: Vec<DatasetSource>,
}

/// The rules by which documents were read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct RuleSet {
    /// The version of the program.
    pub version: String,
    /// SHA-256 over the sources of the stages that read documents, without comments and tests.
    pub fingerprint: String,
}

/// What one document says of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim<T> {
    /// The id of the document.
    pub document: String,
    /// The id of the record in the document's own extraction; null where it has none.
    pub id: Option<String>,
    /// What it says.
    pub value: T,
    /// Where it says so.
    pub mentions: Vec<Mention>,
}

/// An agreement, with all documents that speak of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetAgreement {
    /// The agreement's id in the source nearest to its own text.
    pub id: String,
    /// Its title there.
    pub title: String,
    /// Its other titles and names.
    pub aliases: Vec<String>,
    /// True for a supplementary agreement.
    pub supplement: bool,
    /// The id of the agreement that it supplements.
    pub supplements: Option<String>,
    /// The first year for which it holds.
    pub first_year: Option<i32>,
    /// The last year for which it holds.
    pub last_year: Option<i32>,
    /// Its registry numbers.
    pub registry_numbers: Vec<String>,
    /// What each document calls it.
    pub claims: Vec<Claim<String>>,
}

/// An amount, with all documents that state it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetAmount {
    /// From the agreement's id, role, first year and a hash of purpose, recipient and value.
    pub id: String,
    /// The agreement's id.
    pub agreement: Option<String>,
    /// What it is to the agreement.
    pub role: Role,
    /// The value in the source nearest to the agreement's own text.
    pub value: Number,
    /// The upper end of a range.
    pub value_to: Option<Number>,
    /// What older documents say that a newer one replaces: it names their sum as what was before.
    pub former: Vec<Number>,
    /// ISO 4217.
    pub currency: String,
    /// The step at which that source states it.
    pub resolution: Number,
    /// On which side of the figure the value lies.
    pub bound: Bound,
    /// What it is counted by.
    pub per: Option<Per>,
    /// The years it applies to.
    pub years: Vec<i32>,
    /// Who gets it.
    pub recipient: Option<Party>,
    /// Who pays it.
    pub funder: Option<Party>,
    /// What it is for.
    pub purpose: Option<String>,
    /// What decides who gets how much.
    pub basis: Option<Basis>,
    /// The id of the amount that this one is a part of.
    pub parent: Option<String>,
    /// The id of the check of the dataset that decided how that source is read, where its print
    /// leaves more than one reading.
    pub proved_by: Option<String>,
    /// What each document states.
    pub claims: Vec<Claim<Number>>,
}

/// A deadline, with all documents that state it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetDeadline {
    /// From the agreement's id, kind, date and who owes it.
    pub id: String,
    /// The agreement's id.
    pub agreement: Option<String>,
    /// What is due.
    pub kind: DeadlineKind,
    /// By when.
    pub date: String,
    /// True where no source has the year with the date.
    pub year_inferred: bool,
    /// Who owes it.
    pub by: Option<PartyKind>,
    /// Who gets it.
    pub to: Option<String>,
    /// What each document states.
    pub claims: Vec<Claim<String>>,
}

/// A table of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetTable {
    /// The document's id and the table's id in it.
    pub id: String,
    /// The agreement's id.
    pub agreement: Option<String>,
    /// What it holds.
    pub kind: TableKind,
    /// Its caption.
    pub title: Option<String>,
    /// The unit of all columns, where it is one.
    pub unit: Option<Unit>,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// How many rows it has, without the total.
    pub rows: usize,
    /// The one document, with what the table is called in it.
    pub claims: Vec<Claim<String>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetCell {
    /// The table's id with row and column, counted from 1.
    pub id: String,
    /// The agreement's id.
    pub agreement: Option<String>,
    /// The table's id.
    pub table: String,
    /// The code of the region or municipality.
    pub code: Option<String>,
    /// The row's heading.
    pub region: String,
    /// The column's heading.
    pub column: String,
    /// What the column counts.
    pub unit: Option<Unit>,
    /// The value; null for an empty or suppressed cell.
    pub value: Option<Number>,
    /// The id of the check of the dataset that proves how the cell is read, where its print leaves
    /// more than one reading.
    pub proved_by: Option<String>,
    /// The document's id.
    pub document: String,
    /// The page.
    pub page: Option<u32>,
    /// The line.
    pub line: Option<u32>,
    /// The cell as printed.
    pub quote: Option<String>,
}

/// A check, with the documents in which or between which it was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetCheck {
    /// From its kind, subject and figures.
    pub id: String,
    /// What it compares.
    pub kind: CheckKind,
    /// How it came out.
    pub status: CheckStatus,
    /// The ids of the amounts, tables or cells of the dataset that it compares.
    pub subject: Vec<String>,
    /// What should be.
    pub expected: Number,
    /// What is.
    pub actual: Number,
    /// `actual - expected`.
    pub difference: Number,
    /// How far the printed precision lets the figures differ.
    pub tolerance: Number,
    /// One sentence, with the figures.
    pub message: String,
    /// What the documents say.
    pub claims: Vec<Claim<Number>>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetSource {
    /// The document's id.
    pub id: String,
    /// Its path, relative to the folder.
    pub source: String,
    /// The address or path that it was ingested from; null where nothing says so.
    pub origin: Option<String>,
    /// The day on which it was captured; null where nothing says so.
    pub captured: Option<String>,
    /// The id of the older capture of the same page that this one replaces.
    pub supersedes: Option<String>,
    /// The id of the newer capture of the same page that replaces this one.
    pub superseded_by: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// How much of it could be read.
    pub status: Status,
}
