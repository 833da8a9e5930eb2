//! Mutations of seeds, the same in every run: a number names an input, so that what one run finds
//! another can find again.

use std::fs;

use overens::recognise::rules;

use crate::repository;
use crate::torture_files::cases;

/// The largest seed, in bytes.
const LARGEST: usize = 40_000;

/// Pieces that readers and recognisers look for, and some that they should not trip over.
const PIECES: &[&str] = &[
    "<table><tr><td>",
    "</table>",
    "<h1>",
    "&nbsp;",
    "<!--",
    "<td colspan=9999 rowspan=9999>",
    " mnkr",
    " kronor",
    "1 000 000",
    "12,5",
    "–",
    "\u{ad}",
    "\u{a0}",
    "\u{202e}",
    "\u{fffd}",
    "\0",
    "\x0c",
    "varav ",
    "totalt ",
    "Summa",
    "Region Skåne",
    "2024",
    "den 31 mars 2024",
    "1:6",
    "99999999999999999999999999",
    "endobj\n",
    "stream\n",
    "/Length 4000000000 ",
    "[[[[[[[[",
    "<< /Kids [2 0 R] >>",
    " 0 R ",
    "Tj ",
    "BT ",
    "\t",
    "\n\n",
    "|",
    "ärenden",
    "e\u{301}",
];

/// A generator of numbers that look random: xorshift.
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of one input.
    pub(crate) fn new(number: u64) -> Dice {
        Dice((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// What inputs are made from: hostile files, documents of the corpus, and the examples of the
/// rules.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = cases().into_iter().map(|case| case.bytes).collect();
    let corpus = walkdir::WalkDir::new(repository("corpus")).sort_by_file_name();
    let files = corpus.into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file());
    seeds.extend(files.filter_map(|file| fs::read(file.path()).ok()));
    for rule in rules() {
        let examples = rule.examples.iter().map(|(text, _)| *text);
        seeds.push(
            examples.chain(rule.rejects.iter().copied()).collect::<Vec<_>>().join("\n\n").into(),
        );
    }
    seeds.retain(|seed| seed.len() <= LARGEST);
    seeds
}

/// The input of a number: a seed, changed in up to eight places.
pub(crate) fn input(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut dice = Dice::new(number);
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            2 => {
                let end = bytes.len().min(at + dice.below(64));
                bytes.drain(at..end);
            }
            3 => {
                let end = bytes.len().min(at + dice.below(256));
                let again = bytes[at..end].repeat(1 + dice.below(4));
                bytes.splice(at..at, again);
            }
            4 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len() + 1);
                let to = other.len().min(from + dice.below(512));
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}
