//! Reads the agreements between the Swedish state and SKR (PDF, web pages, text) and gives every
//! amount, date, earmark and allocation with the page and line it was read from.
//!
//! One document at a time, from its bytes, with [`extract`]:
//!
//! ```
//! use overens::contract::{Role, Status};
//! use overens::diagnostic::Code;
//! use overens::{Options, extract};
//!
//! let page = "<h1>Överenskommelse om en god och nära vård 2024</h1>
//!     <p>För 2024 omfattar överenskommelsen totalt 452,5 mnkr, varav 396 miljoner går till
//!     regionerna.</p>";
//! let extraction = extract(page.as_bytes(), &Options::default());
//! let [total, regions] = &extraction.agreements[0].amounts[..] else { panic!("two amounts") };
//! assert_eq!((total.role, total.value.to_string()), (Role::Total, "452500000".to_owned()));
//! assert_eq!((regions.role, regions.value.to_string()), (Role::Earmark, "396000000".to_owned()));
//! assert_eq!(regions.parent.as_ref(), Some(&total.id));
//! assert_eq!(regions.mentions[0].quote, "396 miljoner");
//!
//! // A document that cannot be read is an extraction too, and says why.
//! let extraction = extract(b" ", &Options::default());
//! assert_eq!(extraction.document.status, Status::Failed);
//! assert_eq!(extraction.diagnostics[0].code, Code::Empty);
//! ```
//!
//! [`extract`] reads in the caller's process and contains panics; an overflow of the stack, or memory
//! that runs out, it cannot contain. [`Run`] reads many documents in parallel and in order, and with
//! [`Run::isolated`] in processes that may break.
//!
//! The stages are public one by one. Each takes what the one before it gives:
//!
//! ```text
//! discover   files, folders, standard input -> Source
//! read       bytes -> layout::Document: pages, lines, words with boxes, blocks, tables
//! clean      Document -> Text: one string; each byte knows where it was read
//! recognise  Text -> mentions: amounts, dates, places, numbers, contacts
//! interpret  Text + mentions -> contract::Extraction: agreements, amounts, deadlines, tables
//! reconcile  Extraction -> the same, its figures proved against each other; documents -> Dataset
//! emit       Extraction, Dataset -> JSON, CSV, the schema
//! ```
//!
//! Values are in [`contract`], with the same names as in the JSON. The command line is a user of
//! this library like any other.

pub mod contract;
pub mod diagnostic;
pub mod error;
pub mod evidence;
pub mod panics;
mod pattern;
mod swedish;

// The stages, in the order of the flow: a later one may import an earlier one, never the reverse.
pub mod discover;

pub mod read;

pub mod clean;

pub mod recognise;

pub mod interpret;

pub mod reconcile;

pub mod emit;

// What looks at what the stages gave.
pub mod compare;
pub mod facts;

// What drives the stages.
pub mod config;
mod cross_check;
pub mod files;
pub mod golden;
pub mod incremental;
mod parallel;
mod pipeline;
mod rule_set;
mod run;
mod worker;

pub use cross_check::forget_cross_check;
pub use pipeline::{Options, extract, extract_source, read_source};
pub use rule_set::rule_set;
pub use run::{Printed, Run, serve};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
